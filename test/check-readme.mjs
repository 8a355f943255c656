// Types the commands of the README's sections on one query, on the ledger and on a check, in the folder of a running clone, and ends
// with 1 unless each gives what stands below it. Of moments and counts of the ledger only the form is compared.
//
//   node test/check-readme.mjs CLONE PORT

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SECTIONS = ['One query', 'Who read it', 'Bawaslu checks'];

const [clone, port] = process.argv.slice(2);
const readme = readFileSync(join(clone, 'README.md'), 'utf8');

/** An answer in one line, or a line of text, without what differs from one run to the next. */
function blind(line) {
  if (!line.startsWith('{')) return line.replace(/\d[\d.,:TZ-]*/g, '#');
  return JSON.stringify(JSON.parse(line))
    .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"#"')
    .replace(/\d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d/g, '#');
}

for (const title of SECTIONS) {
  const [section = ''] = (readme.split(`\n## ${title}`)[1] ?? '').split('\n## ');
  const blocks = [...section.matchAll(/```(sh|json|)\n([\s\S]*?)```/g)];
  const commands = blocks
    .filter(([, kind]) => kind === 'sh')
    .map(([, , text]) => text.replaceAll(':4000', `:${port}`));
  const expected = blocks
    .filter(([, kind]) => kind !== 'sh')
    .flatMap(([, kind, text]) =>
      kind === 'json' ? [JSON.stringify(JSON.parse(text))] : text.trim().split('\n'),
    );
  const { stdout } = spawnSync('bash', ['-c', commands.join('\n')], { cwd: clone, encoding: 'utf8' });
  // An entry of less than a second ago may have no checkpoint yet; a check says its name, how long it took and where the
  // report is.
  const passing = /^( {2}No checkpoint|Check |Report: |\d+ (of \d+ )?voters)/;
  const answers = stdout.split('\n').filter((line) => line !== '' && !passing.test(line));
  const [wanted, given] = [expected, answers].map((lines) => lines.map(blind).join('\n'));
  if (expected.length > 0 && wanted === given) {
    console.log(`fresh clone: the README's commands under "${title}" give what it says`);
  } else {
    console.error(`The README says under "${title}":\n${wanted}\nThe commands give:\n${given}`);
    process.exitCode = 1;
  }
}
