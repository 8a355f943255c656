import { describe, expect, it } from 'vitest';
import { PURPOSES, type Purpose } from '../gateway/access/agreement.ts';
import { clausesFor, givenOf, readProjectAgencies, readProjectAgreements } from './project-agreements.ts';
import { readRules } from './rules-table.ts';

const directory = await readProjectAgencies();
const agreements = await readProjectAgreements(directory);
const rules = readRules();

/** Counts and reference data: the table names the type, and says nothing of single fields. */
const isWholeType = ({ field }: { field: string }) => field === '*';

const fieldRules = rules.filter((rule) => !isWholeType(rule));

/** Whether some line of the table gives a field for a purpose, whoever the provider is. */
function isGivenByAnybody(title: string, purpose: Purpose): boolean {
  const lines = fieldRules.filter((rule) => rule.title === title && rule.decision !== 'DENY');
  return lines.some(({ purposes }) => purposes.includes(purpose));
}

describe('the table of rules', () => {
  it('is read whole', () => {
    expect(rules).toHaveLength(1_110);
    expect(fieldRules).toHaveLength(1_110 - 5 * 11);
  });
});

describe('the agreements give what the table of rules says', () => {
  it.each(fieldRules)('$title', ({ consumers, type, field, provider, decision, purposes, title: rule }) => {
    for (const consumer of consumers) {
      for (const purpose of PURPOSES) {
        const clauses = clausesFor(agreements, directory, { ...consumer, purpose });
        const own = clauses.filter(({ agreement }) => agreement.provider === provider);
        const expected = purposes.includes(purpose) ? decision : 'DENY';
        const title = `${consumer.agency} (${consumer.holder}) for ${purpose}`;
        expect(givenOf(own, type, field), title).toEqual(expected);
        // No other provider may give away what this one does not, unless a line of the table says who does.
        if (expected === 'DENY' && !isGivenByAnybody(rule, purpose)) {
          expect(givenOf(clauses, type, field), `${title}, by anybody`).toBe('DENY');
        }
      }
    }
  });
});

describe('counts and reference data', () => {
  const wholeTypes = rules.filter(isWholeType);
  const named = (type: string) =>
    new Set(
      agreements.flatMap(({ provider, clauses }) =>
        clauses.flatMap(({ allow }) => (allow.get(type) ?? []).map((field) => `${provider} ${field}`)),
      ),
    );

  it.each(wholeTypes)('$title is given to everyone', ({ consumers, type, decision }) => {
    expect(decision).toBe('ALLOW');
    const fields = named(type);
    expect(fields.size).toBeGreaterThan(0);
    for (const consumer of consumers) {
      const clauses = clausesFor(agreements, directory, { ...consumer, purpose: 'STATISTICS' });
      for (const providerAndField of fields) {
        const [provider = '', field = ''] = providerAndField.split(' ');
        const own = clauses.filter(({ agreement }) => agreement.provider === provider);
        expect(givenOf(own, type, field), providerAndField).toBe('ALLOW');
      }
    }
  });

  it('counts are given for no purpose but STATISTICS', () => {
    for (const agency of directory.participants.agencies.keys()) {
      for (const purpose of PURPOSES.filter((each) => each !== 'STATISTICS')) {
        const clauses = clausesFor(agreements, directory, { agency, holder: 'agency', purpose });
        expect(clauses.some(({ clause }) => clause.allow.has('Statistics'))).toBe(false);
      }
    }
  });

  it('reference data come with every purpose', () => {
    for (const purpose of PURPOSES) {
      const clauses = clausesFor(agreements, directory, { agency: 'public', holder: 'agency', purpose });
      expect(givenOf(clauses, 'Country', 'name')).toBe('ALLOW');
      expect(givenOf(clauses, 'Region', 'name')).toBe('ALLOW');
    }
  });
});
