import { describe, expect, it } from 'vitest';
import { LIST_RULES, type ListRule, undecidableRules } from '../tools/generator/truth/rules.ts';
import { type GeneratedSet, generateInMemory } from './setup/generated-set.ts';
import { checkList } from './setup/list-oracle.ts';

const rules = Object.keys(LIST_RULES) as ListRule[];

describe.each([
  { citizens: 300, seed: 1 },
  { citizens: 400, seed: 99 },
  { citizens: 2_000, seed: 3 },
  { citizens: 20_000, seed: 1 },
])('the voter list of $citizens citizens, seed $seed', ({ citizens, seed }) => {
  const set = generateInMemory(citizens, seed);

  it('has a planted case of every rule', () => {
    expect(rules.filter((rule) => planted(set, rule).size === 0)).toEqual([]);
  });

  it('holds what was planted for the decidable rules, and nothing else that they would find', () => {
    const found = checkList(set);
    const decidable = rules.filter((rule) => !undecidableRules.has(rule));
    expect([...found.keys()]).toEqual(decidable);
    for (const rule of decidable) {
      const [expected, actual] = [planted(set, rule), found.get(rule) ?? new Set<string>()];
      expect({ rule, missed: [...expected].filter((id) => !actual.has(id)) }).toEqual({ rule, missed: [] });
      expect({ rule, surplus: [...actual].filter((id) => !expected.has(id)) }).toEqual({ rule, surplus: [] });
    }
  });

  it('counts the planted cases by committee as they are', () => {
    const all = set.rates.find(({ _id }) => _id === 'all');
    for (const rule of rules)
      expect({ rule, count: all?.counts[rule] }).toEqual({ rule, count: planted(set, rule).size });
    const perCommittee = set.rates.filter(({ _id }) => _id !== 'all');
    expect(perCommittee.reduce((sum, { rows }) => sum + rows, 0)).toBe(set.documents.voters.length);
    expect(all?.rows).toBe(set.documents.voters.length);
  });
});

/** Ids of what was planted for a rule, in the form in which the oracle finds them. */
function planted({ faults }: GeneratedSet, rule: ListRule): ReadonlySet<string> {
  return new Set(faults.filter((fault) => fault.rule === rule).map(({ _id }) => _id.slice(rule.length + 1)));
}
