// Reads the answers of the commands that `npm start` prints, one a line, and ends with 1 unless both hold data and the
// second, asked as another agency, holds less.

import { readFileSync } from 'node:fs';

const answers = readFileSync(process.argv[2], 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));
const [full, lesser] = answers.map(({ data }) => countValues(data));
console.log(`fresh clone: the first agency got ${full} values, the second ${lesser}`);
if (answers.length !== 2 || answers[0].errors !== undefined || !(full > lesser && lesser > 0)) {
  console.error(JSON.stringify(answers, undefined, 2).slice(0, 4_000));
  process.exitCode = 1;
}

/** How many texts, numbers and truths an answer holds. */
function countValues(value) {
  if (value === null || value === undefined) return 0;
  return typeof value === 'object'
    ? Object.values(value).reduce((sum, each) => sum + countValues(each), 0)
    : 1;
}
