import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readReadmeSection } from './readme-table.ts';

const results = readFileSync(new URL('../bench/results.md', import.meta.url), 'utf8').trim();

test('README.md quotes the last whole run of the benchmark, as it was written down', () => {
  expect(readReadmeSection('bench')).toBe(results);
});

test('a run names the version of Node, which changes every ratio', () => {
  expect(results).toMatch(/^Node \d+\.\d+\.\d+, /);
});
