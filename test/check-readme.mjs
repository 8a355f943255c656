// Types the commands of the README's section on one query, in the folder of a running clone, and ends with 1 unless each
// gives the answer that stands below it.
//
//   node test/check-readme.mjs CLONE PORT

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

const [clone, port] = process.argv.slice(2);
const readme = readFileSync(join(clone, 'README.md'), 'utf8');
const [section = ''] = (readme.split('\n## One query')[1] ?? '').split('\n## ');
const blocks = [...section.matchAll(/```(sh|json)\n([\s\S]*?)```/g)].map(([, kind, text]) => ({
  kind,
  text,
}));
const commands = blocks
  .filter(({ kind }) => kind === 'sh')
  .map(({ text }) => text.replaceAll(':4000', `:${port}`));
const expected = blocks.filter(({ kind }) => kind === 'json').map(({ text }) => JSON.parse(text));

const { stdout } = spawnSync('bash', ['-c', commands.join('\n')], { cwd: clone, encoding: 'utf8' });
const answers = stdout
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));
if (expected.length > 0 && isDeepStrictEqual(answers, expected)) {
  console.log(`fresh clone: the README's ${expected.length} queries give what it says`);
} else {
  console.error(
    `The README says:\n${JSON.stringify(expected)}\nThe commands give:\n${JSON.stringify(answers)}`,
  );
  process.exitCode = 1;
}
