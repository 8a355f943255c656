import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPairwiseIds } from '../../../gateway/execution/pairwise-ids.ts';
import { createVariableTranslation } from '../../../gateway/execution/translate-variables.ts';
import type { IdPlace } from '../../../gateway/planning/find-pairwise-variables.ts';

const ids = createPairwiseIds({ master: Buffer.alloc(32, 7), generations: new Map() });
const ID: IdPlace = { kind: 'id' };

function idOf(agency: string, person: string): string {
  return ids.conceal(agency, [person.padEnd(16, '.')])[0] ?? '';
}

function variables(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.assign(Object.create(null), values);
}

function filterPlace(): IdPlace {
  const fields = new Map<string, IdPlace>([['idIn', ID]]);
  const place: IdPlace = { kind: 'fields', fields };
  fields.set('and', place);
  return place;
}

describe('the variables for a subgraph', () => {
  test("hold its agency's ids where the consumer's stood, at any depth, and all else as it came", () => {
    const places = new Map<string, IdPlace>([
      ['id', ID],
      ['grid', ID],
      ['filter', filterPlace()],
    ]);
    const of = (agency: string) => ({
      id: idOf(agency, 'a'),
      grid: [[idOf(agency, 'b'), null], null, [idOf(agency, 'a')]],
      filter: {
        idIn: [idOf(agency, 'c')],
        code: idOf('kpu', 'c'),
        and: [{ idIn: null }, { and: [{ idIn: [idOf(agency, 'd')] }] }, null],
      },
      code: idOf('kpu', 'a'),
      first: 3,
    });
    const values = variables(of('kpu'));
    const translation = createVariableTranslation(places, values, 'kpu', ids);
    for (const agency of ['kemlu', 'pemda', 'kpu']) {
      expect(translation(agency)).toEqual(variables(of(agency)));
      expect(Object.getPrototypeOf(translation(agency))).toBeNull();
    }
    expect(values).toEqual(variables(of('kpu')));
  });

  test('are those that came where nothing is pairwise', () => {
    const values = variables({ id: idOf('kpu', 'a') });
    expect(createVariableTranslation(new Map(), values, 'kpu', ids)('kemlu')).toBe(values);
  });

  test('leave out what was left out, and keep nulls', () => {
    const places = new Map([
      ['id', ID],
      ['other', ID],
      ['filter', filterPlace()],
    ]);
    const values = variables({ id: null, filter: {} });
    expect(createVariableTranslation(places, values, 'kpu', ids)('kemlu')).toEqual(values);
  });

  test('take names that mean something to JavaScript', () => {
    const places = new Map([
      ['__proto__', ID],
      ['constructor', ID],
    ]);
    const values = variables({});
    Object.defineProperty(values, '__proto__', { value: idOf('kpu', 'a'), enumerable: true });
    const translated = createVariableTranslation(places, values, 'kpu', ids)('kemlu');
    expect(Object.getPrototypeOf(translated)).toBeNull();
    expect(Object.entries(translated)).toEqual([['__proto__', idOf('kemlu', 'a')]]);
  });
});

describe('what is no id of the consumer', () => {
  const places = new Map([['id', ID]]);
  const sent = (value: string, consumer = 'kpu') =>
    createVariableTranslation(places, variables({ id: value }), consumer, ids)('kemlu').id;

  test('is an id of the agency all the same, which nobody has', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(sent(text)).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/);
      }),
    );
  });

  test('is always the same for a text, and another for another text or consumer', () => {
    expect(sent('nobody')).toBe(sent('nobody'));
    expect(new Set([sent('nobody'), sent('somebody'), sent(''), sent('nobody', 'kp2mi')]).size).toBe(4);
  });

  test('does not mean the person whose id it is at another agency', () => {
    expect(sent(idOf('kp2mi', 'a'))).not.toBe(idOf('kemlu', 'a'));
    expect(sent(idOf('kemlu', 'a'))).not.toBe(idOf('kemlu', 'a'));
    expect(sent(idOf('kpu', 'a'))).toBe(idOf('kemlu', 'a'));
  });
});
