// Reads the answers of the two queries that `npm start` prints, one a line, and ends with 1 unless the first agency gets
// data without a denial, and the second data with some.

import { readFileSync } from 'node:fs';

const answers = readFileSync(process.argv[2], 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));
const [full, lesser] = answers.map(({ data, errors = [] }) => ({
  values: countValues(data),
  denials: errors.length,
}));
const isRight =
  answers.length === 2 && full.values > 0 && full.denials === 0 && lesser.values > 0 && lesser.denials > 0;
if (isRight) {
  console.log(
    `fresh clone: the first agency got ${full.values} values; the second ${lesser.values}, and ${lesser.denials} denials`,
  );
} else {
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
