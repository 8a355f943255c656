import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROW_OPERATORS, type RowRule } from '../../../gateway/access/agreement.ts';
import { fillRows, type RowAsker } from '../../../gateway/access/row-filter.ts';
import { agencyOf } from '../../setup/small-graph.ts';

const kemlu: RowAsker = { agency: agencyOf('kemlu') };
const jakarta: RowAsker = { agency: agencyOf('dki-jakarta') };

function fill(value: string | readonly string[], asker: RowAsker) {
  return fillRows(new Map([['Citizen', [{ attribute: 'links', op: 'eq', value }]]]), asker).Citizen;
}

function where(value: string | readonly string[]) {
  return { where: [{ attribute: 'links', op: 'eq', value }] };
}

describe('a row rule', () => {
  test('that gives all rows stays as it is', () => {
    expect(fillRows(new Map([['Citizen', 'all']]), kemlu)).toEqual({ Citizen: { all: true } });
  });

  test('has its placeholders filled from who asks', () => {
    const asker: RowAsker = { ...kemlu, unit: 'KBRI-ROMA', subject: 'P'.repeat(22) };
    expect(fill('$consumer', asker)).toEqual(where('kemlu'));
    expect(fill('$consumer:$unit', asker)).toEqual(where('kemlu:KBRI-ROMA'));
    expect(fill('$subject', asker)).toEqual(where('P'.repeat(22)));
    expect(fill(['$unit', 'fixed'], asker)).toEqual(where(['KBRI-ROMA', 'fixed']));
    expect(fill('$regions', jakarta)).toEqual(where(['31']));
  });

  test.each([
    ['a unit', 'kemlu:$unit'],
    ['a subject', '$subject'],
    ['regions', '$regions'],
  ])('leaves no rows to who has not %s', (_, value) => {
    expect(fill(value, kemlu)).toBeUndefined();
    expect(fill([value, 'fixed'], kemlu)).toBeUndefined();
  });

  test('leaves no rows to who has an empty unit, subject or list of regions', () => {
    expect(fill('$unit', { ...kemlu, unit: '' })).toBeUndefined();
    expect(fill('kemlu:$unit', { ...kemlu, unit: '' })).toBeUndefined();
    expect(fill('$subject', { ...kemlu, subject: '' })).toBeUndefined();
    expect(fill('$regions', { agency: { ...kemlu.agency, regions: [] } })).toBeUndefined();
  });

  test('leaves no rows where a prefix would be empty, since it is a prefix of everything', () => {
    expect(fill('', kemlu)).toBeUndefined();
    expect(fill([], kemlu)).toBeUndefined();
    expect(fill(['31', ''], kemlu)).toBeUndefined();
    expect(fill('$regions', { agency: { ...kemlu.agency, regions: ['31', ''] } })).toBeUndefined();
  });

  test('leaves no rows where a placeholder is not known', () => {
    for (const value of ['$Unit', '$UNIT', '$units', '$', '$1', '$regions!', ['$regions']]) {
      expect(fill(value, { ...jakarta, unit: 'u', subject: 's' }), String(value)).toBeUndefined();
    }
  });

  test('leaves no rows when one of its conditions cannot be filled, or it has none', () => {
    const rules = new Map<string, RowRule>([
      [
        'Citizen',
        [
          { attribute: 'links', op: 'eq', value: '$consumer' },
          { attribute: 'person', op: 'eq', value: '$subject' },
        ],
      ],
      ['Worker', []],
      ['Region', 'all'],
    ]);
    expect(fillRows(rules, kemlu)).toEqual({ Region: { all: true } });
  });

  test('does not fill a value again that holds a placeholder itself', () => {
    expect(fill('$unit', { ...kemlu, unit: '$subject', subject: 'secret' })).toBeUndefined();
  });

  test('is kept under a name that objects have by birth', () => {
    const filled = fillRows(new Map([['__proto__', 'all']]), kemlu);
    expect(Object.keys(filled)).toEqual(['__proto__']);
  });
});

test('filled rows never hold a placeholder or an empty text', () => {
  const text = fc
    .array(fc.constantFrom('$consumer', '$unit', '$subject', '$regions', '$x', '$', 'a', ':', ''), {
      maxLength: 4,
    })
    .map((parts) => parts.join(''));
  const condition = fc.record({
    attribute: fc.constantFrom('links', 'person'),
    op: fc.constantFrom(...ROW_OPERATORS),
    value: fc.oneof(text, fc.array(text, { maxLength: 3 })),
  });
  const optional = fc.option(text, { nil: undefined });
  fc.assert(
    fc.property(
      fc.array(condition, { maxLength: 3 }),
      fc.record({
        unit: optional,
        subject: optional,
        regions: fc.option(fc.array(text), { nil: undefined }),
      }),
      (rule, { unit, subject, regions }) => {
        const asker: RowAsker = {
          agency: { id: 'kemlu', name: 'kemlu', isSubjectAccess: false, ...(regions && { regions }) },
          ...(unit !== undefined && { unit }),
          ...(subject !== undefined && { subject }),
        };
        const filter = fillRows(new Map([['Citizen', rule]]), asker).Citizen;
        if (!filter) return;
        expect(filter).toHaveProperty('where');
        const values = 'where' in filter ? filter.where.flatMap(({ value }) => value) : [];
        expect(values.length).toBeGreaterThanOrEqual(rule.length);
        for (const value of values) expect(value).toMatch(/^[^$]+$/);
      },
    ),
    { numRuns: 500 },
  );
});
