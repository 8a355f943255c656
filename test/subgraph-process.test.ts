import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { SUBGRAPH_VARIABLES } from '../subgraphs/shared/config.ts';
import { SUBGRAPH_ERRORS } from '../subgraphs/shared/errors.ts';
import { projectRoot } from '../subgraphs/shared/project-root.ts';
import { openGrantOffice } from './setup/grants.ts';

const program = join(projectRoot, 'dist', 'subgraphs', 'civil', 'main.js');
const readme = readFileSync(join(projectRoot, 'subgraphs', 'README.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'simpul-process-'));
const environment: Record<string, string> = {};

beforeAll(async () => {
  if (!existsSync(program)) throw new Error('The project is not built: run `npm test`, which builds it.');
  const { keys } = await openGrantOffice();
  const keyFile = join(folder, 'keys.json');
  writeFileSync(keyFile, JSON.stringify(keys));
  writeFileSync(join(folder, 'secret'), 'ab'.repeat(32));
  Object.assign(environment, {
    MONGODB_URI: inject('mongodbUri'),
    DATABASE: `test_process_${process.pid}`,
    PORT: '0',
    GRANT_JWKS: keyFile,
    SECRET_FILE: join(folder, 'secret'),
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts the process, acts once it is ready, and gives how it ended. */
async function run(act: (child: ChildProcess) => void, changes: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH ?? '', ...environment, ...changes };
  const child = fork(program, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  child.stdout?.on('data', (part) => {
    output += String(part);
    if (String(part).includes('"msg":"ready"')) act(child);
  });
  child.stderr?.on('data', (part) => {
    output += String(part);
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  return { code, output };
}

describe('the process of a subgraph', () => {
  it.each<[string, (child: ChildProcess) => void]>([
    ['SIGTERM', (child) => child.kill('SIGTERM')],
    ['SIGINT', (child) => child.kill('SIGINT')],
    ['the end of its parent', (child) => child.disconnect()],
  ])('is stopped cleanly by %s, and logs JSON lines', async (_, act) => {
    const { code, output } = await run(act);
    expect(code).toBe(0);
    const messages = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).msg);
    expect(messages).toEqual(['listening', 'ready', 'stopping']);
  });

  it('that is configured wrongly says all that is wrong and ends', async () => {
    const { code, output } = await run(() => {}, { PORT: 'x', MONGODB_URI: '' });
    expect(code).toBe(1);
    expect(output).toMatch(/The subgraph civil cannot start:\n {2}MONGODB_URI: .*\n {2}PORT: /);
  });

  it('that cannot listen where it should ends, and logs why', async () => {
    const { code, output } = await run(() => {}, { HOST: '192.0.2.1' });
    expect(code).toBe(1);
    expect(output).toContain('EADDRNOTAVAIL');
  });
});

describe('the README of the subgraphs', () => {
  it('names every error code and every variable', () => {
    for (const name of [...Object.keys(SUBGRAPH_ERRORS), ...Object.keys(SUBGRAPH_VARIABLES)]) {
      expect(readme).toContain(`\`${name}\``);
    }
  });
});
