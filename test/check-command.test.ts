import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';

/** `npm run check`, as it is called. */

const program = join(findProjectRoot(), 'dist', 'tools', 'check', 'main.js');

/** Runs it where nothing else runs. */
async function run(...parts: readonly string[]) {
  const env = { PATH: process.env.PATH, DATA_DIR: join(tmpdir(), 'simpul-no-such-folder') };
  return await promisify(execFile)(process.execPath, [program, ...parts], { env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }) => ({ code, said: stderr }),
  );
}

test.each([
  [[], 'Say what to check: one of --ppln, --all and --resume.'],
  [['--all', '--ppln', 'Penang'], 'Say what to check: one of --ppln, --all and --resume.'],
  [['--all', '--resume'], 'Say what to check: one of --ppln, --all and --resume.'],
  [['--resume', '--rules', 'B01'], 'A check that is resumed keeps its rules'],
  [['--all', '--page-size', '1001'], 'expected a whole number from 1 to 1000'],
  [['--all', '--concurrency', '0'], 'expected a whole number from 1 to 16'],
  [['--all', '--rules', 'B01,B21'], 'There is no rule B21: --rules takes codes'],
  [['--all', '--rules', ','], '--rules takes codes'],
  [['--ppln'], "option '--ppln <committee...>' argument missing"],
  [['--everything'], "unknown option '--everything'"],
])('%j is called wrongly, which is said in a line', async (parts, said) => {
  const { code, said: found } = await run(...parts);
  expect(found).toMatch(/^check: /);
  expect(found).toContain(said);
  expect(code).toBe(2);
});

test.each([[['--all']], [['--score']], [['report']]])(
  '%j where nothing runs says what to start',
  async (parts) => {
    const { code, said } = await run(...parts);
    expect(said).toMatch(/^check: .*(npm start|npm run keys)/);
    expect(code).toBe(1);
  },
);
