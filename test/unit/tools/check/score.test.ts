import { expect, it } from 'vitest';
import { precisionOf, recallOf, scoreRule } from '../../../../tools/check/score/score.ts';

const of = (...keys: readonly string[]) => new Set(keys);

it.each([
  ['all of it', of('a', 'b'), of('a', 'b'), 1, 1],
  ['half of it', of('a'), of('a', 'b'), 1, 0.5],
  ['it and more', of('a', 'b', 'c', 'd'), of('a', 'b'), 0.5, 1],
  ['something else', of('c'), of('a'), 0, 0],
  ['nothing where there is nothing', of(), of(), 1, 1],
  ['nothing where there is something', of(), of('a'), 1, 0],
])('a rule that finds %s has its precision and recall', (_, found, truth, precision, recall) => {
  const score = scoreRule('B01', found, truth);
  expect([precisionOf(score), recallOf(score)]).toEqual([precision, recall]);
});
