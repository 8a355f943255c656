import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSample } from '../../../../tools/check/report/data/sample.ts';

const group = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');

function sampleOf(groups: readonly string[], budget: number) {
  const sample = createSample<readonly [string, number]>(budget);
  for (const [at, name] of groups.entries()) sample.add(name, () => [name, at]);
  return sample.take();
}

describe('the part of the findings that a page holds', () => {
  it('is the first of each group, as many of each as fit', () => {
    const { rows, atMost } = sampleOf(['a', 'a', 'a', 'a', 'b', 'b', 'b', 'c'], 5);
    expect(atMost).toBe(2);
    expect(rows.map(([name, at]) => `${name}${at}`)).toEqual(['a0', 'a1', 'b4', 'b5', 'c7']);
  });

  it('is what one would pick with all of them at hand, in whichever order they come', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 120 }), fc.integer({ min: 1, max: 40 }), (groups, budget) => {
        const { rows, atMost } = sampleOf(groups, budget);
        const names = [...new Set(groups)];
        const firstOf = (limit: number) =>
          names.flatMap((name) =>
            groups.flatMap((each, at) => (each === name ? [[name, at] as const] : [])).slice(0, limit),
          );
        expect(rows).toEqual(firstOf(atMost));
        // No greater number fits, unless all are there already.
        if (atMost > 1) expect(rows.length).toBeLessThanOrEqual(budget);
        if (rows.length < groups.length) expect(firstOf(atMost + 1).length).toBeGreaterThan(budget);
      }),
    );
  });
});
