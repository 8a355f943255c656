import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [BEGIN, END] = ['<!-- bench:begin -->', '<!-- bench:end -->'];

/** Keeps the report of a whole run: in results.md, and between the markers of the project's README, which quotes it. */
export function keepResults(root, report) {
  const text = report.trim();
  writeFileSync(join(root, 'bench', 'results.md'), `${text}\n`);
  const file = join(root, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) return;
  writeFileSync(file, `${before}${BEGIN}\n${text}\n${END}${after}`);
}
