import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { expect, test } from 'vitest';
import type { LedgerEvent } from '../gateway/ledger/entry.ts';
import { findProjectRoot } from '../gateway/project-root.ts';
import { verifyExport } from './independent-verifier.mjs';
import { buildChain, publicHalf } from './setup/ledger-chain.ts';
import { exportLines, exportOf, faultsOfExport } from './setup/ledger-lines.ts';

const readme = readFileSync(join(findProjectRoot(), 'gateway/ledger/README.md'), 'utf8');
const [, example = ''] = /```json\n([\s\S]+?)```/.exec(readme) ?? [];
/** Of RFC 8037, appendix A. */
const key: JWK = {
  kty: 'OKP',
  crv: 'Ed25519',
  kid: 'example',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};

test('the worked example holds, and a change of it does not, for both verifiers', async () => {
  const { keys } = publicHalf(key);
  expect(readme.replaceAll('\n', ' ')).toContain(`"x":"${keys[0]?.x}"`);
  expect(await faultsOfExport(example, key)).toEqual([]);
  expect(verifyExport(example, { keys })).toEqual([]);
  const changed = example.replace('"durationMs":8', '"durationMs":9');
  expect(await faultsOfExport(changed, key)).toMatchObject([{ kind: 'changed', sequence: 2 }]);
  expect(verifyExport(changed, { keys })).toHaveLength(1);
});

test('the worked example is what the code writes of these events', () => {
  const [, ...lines] = example.trimEnd().split('\n');
  const entries = lines.flatMap((line) => (line.startsWith('{"entry"') ? [JSON.parse(line).entry] : []));
  const events = entries.map(({ event }: { event: LedgerEvent }) => event);
  const [first, second] = entries.map(({ time }) => new Date(time));
  if (!first || !second) throw new Error('The example has no two entries.');
  const times = [first, second, new Date('2026-11-22T03:00:01.000Z')];
  expect(exportOf(exportLines(buildChain({ events, key, times, checkpointAfter: [2] })))).toBe(example);
});

test.each([
  ['entry.ts', /readonly (\w+):/g],
  ['verify/statement-reader.ts', /^ {2}readonly (\w+): (?:string|number|1);/gm],
  ['verify/fault.ts', /\| '([a-z-]+)'/g],
])('every field and word of %s stands in it', (file, pattern) => {
  const text = readFileSync(join(findProjectRoot(), 'gateway/ledger', file), 'utf8');
  const names = [...text.matchAll(pattern)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(6);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(readme))).toEqual([]);
});
