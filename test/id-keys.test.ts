import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { generationOf, parseIdKeys } from '../gateway/execution/id-keys.ts';
import { findProjectRoot } from '../gateway/project-root.ts';
import { ensureIdKeys, ensureKeys } from '../tools/launcher/keys.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'simpul-ids-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

function keys(...args: readonly string[]) {
  const program = join(findProjectRoot(), 'dist/tools/keys.js');
  return spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: data },
  });
}

function readFile() {
  const text = readFileSync(join(data, 'keys/ids.json'), 'utf8');
  const found = parseIdKeys(text);
  if (!found) throw new Error('It is no key file.');
  return { text, keys: found };
}

test('the keys of ids are listed by generation and fingerprint, and never told', () => {
  const { status, stdout } = keys();
  expect(status).toBe(0);
  const { master } = JSON.parse(readFile().text) as { master: string };
  expect(stdout).toMatch(/^makes the ids of each agency +.*\/keys\/ids\.json$/m);
  expect(stdout).toMatch(/^ {2}kp2mi +generation 1 +[0-9a-f]{16}$/m);
  expect(stdout).toMatch(/^ {2}citizen +generation 1 +[0-9a-f]{16}$/m);
  // A group has ids when it provides data.
  expect(stdout).toMatch(/^ {2}pemda +generation 1 /m);
  expect(stdout).not.toMatch(/^ {2}vocational /m);
  expect(stdout).not.toContain(master.slice(0, 10));
  expect(new Set(stdout.match(/[0-9a-f]{16}$/gm)).size).toBe(stdout.match(/[0-9a-f]{16}$/gm)?.length);
});

test('an agency without a subgraph gets another key at once, and the others keep theirs', () => {
  const before = keys().stdout;
  const { status, stdout } = keys('rotate', 'komnas-anak');
  expect(status).toBe(0);
  expect(stdout).toBe(
    'komnas-anak has a new key for its ids, generation 2.\nIt counts from the next start of each gateway; ids that the agency has kept are void from then on.\n',
  );
  const file = join(data, 'keys/ids.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(data, 'keys')).filter((name) => name.startsWith('ids.json'))).toEqual(['ids.json']);
  const after = keys().stdout;
  expect(linesOf(after).filter((line) => !linesOf(before).includes(line))).toEqual([
    expect.stringMatching(/^ {2}komnas-anak +generation 2 /),
  ]);
  keys('rotate', 'komnas-anak');
  expect(generationOf(readFile().keys, 'komnas-anak')).toBe(3);
});

test.each([
  ['dukcapil', 'civil'],
  ['pemda', 'training'],
])('%s, whose database holds ids, keeps its key and is told what can be done', (agency, subgraph) => {
  keys();
  const before = readFile().text;
  const { status, stderr, stdout } = keys('rotate', agency);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain(`${agency} provides ${subgraph}, whose database holds ids of the key of now`);
  expect(stderr).toContain(`npm run keys -- rotate ${agency} --demo-store`);
  expect(readFile().text).toBe(before);
});

test('the owner of a demo store gets another key when told so, and a store that is made anew', () => {
  const { status, stdout } = keys('rotate', 'kpu', '--demo-store');
  expect(status).toBe(0);
  expect(stdout).toContain('generates the demo store anew');
  expect(generationOf(readFile().keys, 'kpu')).toBe(2);
});

test.each([
  ['operator', 'ledger', []],
  ['operator', 'ledger', ['--demo-store']],
  ['bawaslu', 'oversight', []],
  ['bawaslu', 'oversight', ['--demo-store']],
])('%s, whose %s nobody generates, keeps its key, told so or not: %j', (agency, subgraph, options) => {
  keys();
  const before = readFile().text;
  const { status, stderr } = keys('rotate', agency, ...options);
  expect(status).toBe(1);
  expect(stderr).toContain(`The database of ${subgraph} knows persons by the ids of ${agency}`);
  expect(readFile().text).toBe(before);
});

test.each([['nobody'], ['vocational'], ['__proto__']])('%s has no key that could be rotated', (agency) => {
  const { status, stderr } = keys('rotate', agency);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^keys: AGENCY must be one of dukcapil, .*, pemda\.\n$/);
});

test('a key file that was spoilt is named, and left as it is, since every id hangs on it', async () => {
  const { idKeysFile } = await ensureKeys(data);
  writeFileSync(idKeysFile, '{ "master": "not to be repeated" }');
  await expect(ensureIdKeys(data)).rejects.toThrow(
    `${idKeysFile} does not hold the keys of ids. Put back a copy`,
  );
  expect(keys('rotate', 'bawaslu').stderr).not.toContain('not to be repeated');
  expect(readFileSync(idKeysFile, 'utf8')).toContain('not to be repeated');
});

function linesOf(text: string): readonly string[] {
  return text.split('\n');
}
