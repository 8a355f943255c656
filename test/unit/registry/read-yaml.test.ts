import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseYaml, readYaml } from '../../../gateway/registry/read-yaml.ts';

function problemOf(text: string) {
  const reading = parseYaml(text, 'x.yaml');
  return reading.ok ? undefined : reading.problems[0];
}

describe('YAML is read so that', () => {
  it('a date stays a text', () => {
    expect(parseYaml('from: 2025-10-16', 'x.yaml')).toEqual({ ok: true, value: { from: '2025-10-16' } });
  });

  it('a country is not taken for a truth value', () => {
    expect(parseYaml('country: NO', 'x.yaml')).toEqual({ ok: true, value: { country: 'NO' } });
  });

  it('a name such as __proto__ is a key like any other', () => {
    const reading = parseYaml('__proto__: { polluted: true }', 'x.yaml');
    expect(reading.ok && Object.keys(reading.value as object)).toEqual(['__proto__']);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('YAML is refused', () => {
  it.each([
    [
      'with an alias, which could unfold without bound',
      'a: &x [1]\nb: *x',
      { path: 'line 2, column 4', came: 'the alias *x' },
    ],
    ['with a key that comes twice', 'a: 1\nb: 2\na: 3', { path: 'line 3, column 1' }],
    ['with a tag', 'a: !!js/function x', { path: 'line 1, column 4' }],
    ['with two documents', 'a: 1\n---\nb: 2', { expected: 'YAML 1.2 in one document' }],
    ['that does not end', 'a: [1, 2', { expected: 'YAML 1.2 in one document' }],
  ])('%s', (_, text, problem) => {
    expect(problemOf(text)).toMatchObject({ file: 'x.yaml', ...problem });
  });
});

describe('a file', () => {
  it('that is not there is a problem and no exception', async () => {
    expect(await readYaml('/nowhere/x.yaml')).toMatchObject({
      ok: false,
      problems: [{ file: '/nowhere/x.yaml', expected: 'a file that can be read', came: 'ENOENT' }],
    });
  });

  it('larger than a megabyte is not parsed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yaml-'));
    await writeFile(join(folder, 'x.yaml'), `a: ${'x'.repeat(1_048_576)}`);
    const reading = await readYaml(join(folder, 'x.yaml'));
    await rm(folder, { recursive: true });
    expect(reading).toMatchObject({ ok: false, problems: [{ expected: 'at most 1048576 bytes' }] });
  });
});
