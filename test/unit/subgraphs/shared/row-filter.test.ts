import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ROWS } from '../../../../subgraphs/shared/condition.ts';
import type { RowCondition } from '../../../../subgraphs/shared/grant-claims.ts';
import { type RowType, rowFilter } from '../../../../subgraphs/shared/row-filter.ts';

const TYPE: RowType = {
  name: 'Training',
  attributes: {
    person: { path: 'citizenId', kind: 'text' },
    links: { path: 'links', kind: 'texts' },
    consent: { path: 'consent', kind: 'boolean' },
  },
};

function filter(...where: readonly RowCondition[]) {
  // What the driver sees: without the marks of mongoose.
  return JSON.parse(JSON.stringify(rowFilter(TYPE, { where })));
}

describe('a row filter', () => {
  it('is open for a rule that says all', () => {
    expect(rowFilter(TYPE, { all: true })).toEqual({});
  });

  it('compares by the operators of agreements', () => {
    expect(filter({ attribute: 'person', op: 'eq', value: 'p' })).toEqual({ citizenId: { $eq: 'p' } });
    expect(filter({ attribute: 'person', op: 'in', value: ['p', 'q'] })).toEqual({
      citizenId: { $in: ['p', 'q'] },
    });
    expect(filter({ attribute: 'person', op: 'startsWith', value: 'p' })).toEqual({
      citizenId: { $gte: 'p', $lt: 'p\uffff' },
    });
    expect(filter({ attribute: 'consent', op: 'eq', value: 'true' })).toEqual({ consent: { $eq: true } });
    expect(filter({ attribute: 'links', op: 'eq', value: 'kp2mi' })).toEqual({ links: { $eq: 'kp2mi' } });
  });

  it('asks a prefix of one and the same element of a list field', () => {
    expect(filter({ attribute: 'links', op: 'startsWithAny', value: ['a', 'b'] })).toEqual({
      $or: [
        { links: { $elemMatch: { $gte: 'a', $lt: 'a\uffff' } } },
        { links: { $elemMatch: { $gte: 'b', $lt: 'b\uffff' } } },
      ],
    });
  });

  it('holds all of its conditions at once', () => {
    const person = { attribute: 'person', op: 'eq', value: 'p' };
    expect(filter(person, { attribute: 'consent', op: 'eq', value: 'true' })).toEqual({
      $and: [{ citizenId: { $eq: 'p' } }, { consent: { $eq: true } }],
    });
  });

  it.each<[string, RowCondition]>([
    ['an unknown attribute', { attribute: 'nik', op: 'eq', value: 'x' }],
    ['a name of every object', { attribute: 'constructor', op: 'eq', value: 'x' }],
    ['an unknown operator', { attribute: 'person', op: 'ne', value: 'x' }],
    ['an operator of the store', { attribute: 'person', op: '$gt', value: 'x' }],
    ['an empty text', { attribute: 'person', op: 'eq', value: '' }],
    ['an empty prefix', { attribute: 'person', op: 'startsWith', value: '' }],
    ['an empty list', { attribute: 'person', op: 'in', value: [] }],
    ['a list with an empty prefix', { attribute: 'person', op: 'startsWithAny', value: ['x', ''] }],
    ['a list where a text is due', { attribute: 'person', op: 'eq', value: ['x'] }],
    ['a text where a list is due', { attribute: 'person', op: 'in', value: 'x' }],
    ['a truth value that is none', { attribute: 'consent', op: 'eq', value: 'yes' }],
    ['a truth value by another operator', { attribute: 'consent', op: 'in', value: ['true'] }],
  ])('meets no row for %s', (_, condition) => {
    expect(rowFilter(TYPE, { where: [condition] })).toBe(NO_ROWS);
    expect(rowFilter(TYPE, { where: [{ attribute: 'person', op: 'eq', value: 'p' }, condition] })).toBe(
      NO_ROWS,
    );
  });

  it('meets no row without a rule and without conditions', () => {
    expect(rowFilter(TYPE, undefined)).toBe(NO_ROWS);
    expect(rowFilter(TYPE, { where: [] })).toBe(NO_ROWS);
  });

  it('is never open for anything but the rule that says all', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('person', 'links', 'consent', 'eq', 'in', 'startsWith', '$ne'),
    );
    const condition = fc.record({ attribute: text, op: text, value: fc.oneof(text, fc.array(text)) });
    fc.assert(
      fc.property(fc.array(condition), (where) => {
        expect(Object.keys(rowFilter(TYPE, { where }))).not.toEqual([]);
      }),
    );
  });
});
