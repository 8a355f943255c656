import { describe, expect, it } from 'vitest';
import { describeFileProblem, describeValue } from '../../../gateway/registry/file-problem.ts';

describe('a problem in a file', () => {
  const problem = { file: 'a.yaml', path: 'id', expected: 'a name', came: 'nothing', remedy: 'Add one.' };

  it('is one line', () => {
    expect(describeFileProblem(problem)).toBe('a.yaml, id: expected a name; came nothing. Add one.');
  });

  it('of the whole file names no place', () => {
    expect(describeFileProblem({ ...problem, path: '' })).toBe(
      'a.yaml: expected a name; came nothing. Add one.',
    );
  });

  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    ['text', '"text"'],
    [3, '3'],
    [[], 'an empty list'],
    [[1, 2], 'a list of 2'],
    [{}, 'an empty map'],
    [{ a: 1 }, 'a map of 1'],
    ['x'.repeat(500), `"${'x'.repeat(79)}…`],
  ])('shows %j as %s', (value, shown) => {
    expect(describeValue(value)).toBe(shown);
  });
});
