import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findingId } from '../../../../tools/check/store/finding-id.ts';

const election = 'PEMILU-2024';

it('the id of a finding follows from what it is, and is an id of the graph', () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      const id = findingId(election, 'B01', 'VOTER', key);
      expect(id).toBe(findingId(election, 'B01', 'VOTER', key));
      expect(Buffer.from(id, 'base64url').toString('base64url')).toBe(id);
      expect(Buffer.from(id, 'base64url')).toHaveLength(16);
    }),
  );
});

it('another election, rule, subject or row gives another', () => {
  const ids = [
    findingId(election, 'B01', 'VOTER', 'a'),
    findingId('PEMILU-2029', 'B01', 'VOTER', 'a'),
    findingId(election, 'B02', 'VOTER', 'a'),
    findingId(election, 'B01', 'PERSON', 'a'),
    findingId(election, 'B01', 'VOTER', 'b'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
