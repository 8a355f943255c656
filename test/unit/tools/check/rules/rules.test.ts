import { describe, expect, it } from 'vitest';
import {
  type ListFacts,
  NOT_GIVEN,
  type Rule,
  TOO_SMALL,
  type Verdict,
} from '../../../../../tools/check/rules/rule.ts';
import { RULES } from '../../../../../tools/check/rules/rules.ts';
import { finds, match, passes, type RuleCase, worker } from './rule-cases.ts';

const LIST = { election: 'PEMILU-2024', pollingDay: '2024-02-14', listFixedOn: '2023-06-21' };
const KUALA_LUMPUR = { code: '990501', country: { code: 'MY' }, methods: points(3, 2, 1) };
const token = 't0ken';

/** What is, and what just is not: at least one of each for every rule that can be decided. */
const CASES: Readonly<Record<string, readonly RuleCase[]>> = {
  B01: [
    finds('16 and single', { ageOnPollingDay: 16, everMarried: false }, { age: 16 }),
    finds('born after that day', { ageOnPollingDay: null, everMarried: false }, {}),
    passes('17 that day', { ageOnPollingDay: 17, everMarried: false }),
    passes('16 and married, or married before', { ageOnPollingDay: 16, everMarried: true }),
  ],
  B02: [
    finds('brought home and placed nowhere', worker('NONE', [['MY', '2022-11']], '2022-11', '2021-03'), {
      repatriatedMonth: '2022-11',
    }),
    passes('a candidate, never brought home', worker('NONE', [])),
    passes('brought home alive', worker('RETURNED', [['MY', '2022-11']], '2022-11')),
    passes('abroad again', worker('ACTIVE', [['MY', null]], '2021-03')),
    passes('nobody that KP2MI knows', { citizen: { worker: null } }),
  ],
  B03: [
    finds('on two lists', { sameNik: match({ rows: 2, committees: 2 }) }, { token, rows: 2, committees: 2 }),
    passes('twice on one list', { sameNik: match({ rows: 2 }) }),
    passes('once', { sameNik: null }),
  ],
  B04: [
    finds('twice', { samePerson: match({ rows: 2 }) }, { token, rows: 2 }),
    passes('counted alone', { samePerson: match({ rows: 1 }) }),
    passes('once', { samePerson: null }),
  ],
  B05: [
    finds('of two persons', { samePassport: match({ rows: 2, persons: 2 }) }, { token, rows: 2, persons: 2 }),
    passes('of one person twice', { samePassport: match({ rows: 2, committees: 2 }) }),
    passes('of one', { samePassport: null }),
  ],
  B06: [finds('on it', { onHomeList: true }, {}), passes('not on it', { onHomeList: false })],
  B08: [
    finds('in the month after', worker('RETURNED', [['MY', '2023-07']]), { returnedMonth: '2023-07' }),
    finds('brought home after an earlier return', worker('RETURNED', [['MY', '2021-01']], '2024-05'), {
      returnedMonth: '2024-05',
    }),
    passes('in the month itself', worker('RETURNED', [['MY', '2023-06']])),
    passes(
      'and gone again',
      worker('ACTIVE', [
        ['MY', '2023-07'],
        ['MY', null],
      ]),
    ),
    passes('dead', worker('NONE', [['MY', '2023-07']], '2023-07')),
    passes('nobody that KP2MI knows', { citizen: { worker: null } }),
  ],
  B09: [
    finds(
      'to Singapore',
      worker('ACTIVE', [
        ['MY', '2023-01'],
        ['SG', null],
      ]),
      { country: 'SG' },
    ),
    passes(
      'back to Malaysia',
      worker('ACTIVE', [
        ['SG', '2023-01'],
        ['MY', null],
      ]),
    ),
    passes('the last placement is over', worker('ACTIVE', [['SG', '2023-01']])),
    passes('returned', worker('RETURNED', [['SG', '2023-01']])),
    passes('never placed', worker('NONE', [])),
  ],
  B10: [
    finds('17', { citizen: { ageOn: 17, everMarried: false } }, {}),
    finds('16 and married', { citizen: { ageOn: 16, everMarried: true } }, {}),
    passes('16 and single', { citizen: { ageOn: 16, everMarried: false } }),
  ],
  B11: [
    finds(
      'post to a city',
      { method: 'POS', addressQuality: 'CITY_ONLY' },
      {
        method: 'POS',
        addressQuality: 'CITY_ONLY',
        reason: 'NO_DELIVERABLE_ADDRESS',
      },
    ),
    passes('post to a part of an address', { method: 'POS', addressQuality: 'PARTIAL' }),
    passes('a station needs no address', { method: 'TPSLN', addressQuality: 'CITY_ONLY' }),
    finds(
      'no box',
      { method: 'KSK', addressQuality: 'FULL' },
      { method: 'KSK', addressQuality: 'FULL', reason: 'NO_MOBILE_BOX' },
      { methods: points(3, 0, 1) },
    ),
    passes('one box', { method: 'KSK', addressQuality: 'FULL' }, { methods: points(3, 1, 1) }),
  ],
  B12: [
    ...['CITY_ONLY', 'COUNTRY_ONLY', 'IN_INDONESIA', 'PLACEHOLDER'].map((addressQuality) =>
      finds(addressQuality, { addressQuality }, { addressQuality }),
    ),
    passes('a part is missing', { addressQuality: 'PARTIAL' }),
    passes('whole', { addressQuality: 'FULL' }),
  ],
  B13: [
    finds('ten', { sameAddress: match({ rows: 10, persons: 10 }) }, { token, rows: 10 }),
    passes('nine', { sameAddress: match({ rows: 9, persons: 9 }) }),
    passes('too few to be told', { sameAddress: null }),
  ],
  B14: [
    ...['MALFORMED', 'REPEATED_DIGIT', 'SEX_DIFFERS', 'BIRTH_DATE_DIFFERS'].map((nikState) =>
      finds(nikState, { nikState }, { nikState }),
    ),
    passes('none', { nikState: 'MISSING' }),
    passes('in order', { nikState: 'VALID' }),
  ],
  B16: [
    finds('neither', { ktpElStatus: 'B', passportValidOnPollingDay: null }, {}),
    passes('a card', { ktpElStatus: 'S', passportValidOnPollingDay: null }),
    passes('an old passport', { ktpElStatus: 'B', passportValidOnPollingDay: false }),
  ],
  B17: [
    finds('over', { passportValidOnPollingDay: false }, {}),
    passes('valid', { passportValidOnPollingDay: true }),
    passes('none', { passportValidOnPollingDay: null }),
  ],
  B18: [
    finds(
      'one too many',
      { method: 'KSK', voters: 501, capacity: 500 },
      { method: 'KSK', voters: 501, capacity: 500 },
    ),
    passes('full', { method: 'KSK', voters: 500, capacity: 500 }),
  ],
  B19: [
    finds('two letters', { nameLetters: 2 }, { letters: 2 }),
    passes('three or more', { nameLetters: 3 }),
  ],
  B20: [
    finds('more of DPK', came(2_264, 16_996), { dpt: 2_264, dpk: 16_996 }),
    finds(
      'of DPK alone',
      { attendanceByList: { total: 5, cells: [{ code: 'DPK', count: 5 }] } },
      { dpt: 0, dpk: 5 },
    ),
    passes('as many', came(20, 20)),
    passes('nobody came', { attendanceByList: { total: 0, cells: [] } }),
  ],
};

const decidable = RULES.filter(({ about }) => about !== 'NOBODY_HOLDS_IT');

describe.each(decidable.map((rule) => [rule.code, rule.name, rule] as const))('%s %s', (code, _, rule) => {
  const cases = CASES[code] ?? [];

  it.each(cases.map((each) => [each.evidence ? 'finds' : 'passes', each.title, each] as const))(
    '%s: %s',
    (_, __, { subject, committee, evidence }) => {
      expect(judge(rule, subject, committee)).toEqual(evidence);
    },
  );

  it('has a case that is and one that just is not', () => {
    expect([true, false].map((is) => cases.some(({ evidence }) => (evidence !== null) === is))).toEqual([
      true,
      true,
    ]);
  });
});

describe('rules', () => {
  it('are B01 to B20 in this order', () => {
    const codes = Array.from({ length: 20 }, (_, index) => `B${String(index + 1).padStart(2, '0')}`);
    expect(RULES.map(({ code }) => code)).toEqual(codes);
  });

  it('say of B07 and B15 that nobody holds the data, and can never pass them', () => {
    const undecidable = RULES.filter(({ about }) => about === 'NOBODY_HOLDS_IT');
    expect(undecidable.map(({ code }) => code)).toEqual(['B07', 'B15']);
    expect(undecidable.filter((rule) => 'find' in rule)).toEqual([]);
  });

  it.each([
    ['B01', { ageOnPollingDay: 16, everMarried: null }],
    ['B02', { citizen: null }],
    ['B02', { citizen: { worker: { placementState: null, repatriations: [] } } }],
    ['B02', { citizen: { worker: { placementState: 'NONE', repatriations: null } } }],
    ['B02', { citizen: { worker: { placementState: 'NONE', repatriations: [{ month: null }] } } }],
    ['B06', { onHomeList: null }],
    ['B08', { citizen: null }],
    ['B08', { citizen: { worker: { placementState: null, placements: [], repatriations: [] } } }],
    ['B08', { citizen: { worker: { placementState: 'RETURNED', placements: null, repatriations: [] } } }],
    ['B08', { citizen: { worker: { placementState: 'RETURNED', placements: [], repatriations: null } } }],
    [
      'B08',
      {
        citizen: { worker: { placementState: 'RETURNED', placements: [], repatriations: [{ month: null }] } },
      },
    ],
    ['B09', { citizen: null }],
    ['B09', { citizen: { worker: { placementState: null, placements: [] } } }],
    ['B09', { citizen: { worker: { placementState: 'ACTIVE', placements: null } } }],
    [
      'B09',
      {
        citizen: {
          worker: { placementState: 'ACTIVE', placements: [{ destinationCountry: null, returnMonth: null }] },
        },
      },
    ],
    ['B10', { citizen: null }],
    ['B10', { citizen: { ageOn: null, everMarried: true } }],
    ['B11', { addressQuality: null }],
    ['B12', { addressQuality: null }],
    ['B14', { nikState: null }],
    ['B16', { ktpElStatus: null, passportValidOnPollingDay: null }],
    ['B19', { nameLetters: null }],
    ['B20', { attendanceByList: null }],
  ])('%s takes what was not given for no answer, neither a finding nor none', (code, subject) => {
    expect(judge(ruleOf(code), subject)).toBe(NOT_GIVEN);
  });

  it('cannot tell who came from counts that are suppressed', () => {
    expect(judge(ruleOf('B20'), came(null, 16))).toBe(TOO_SMALL);
    expect(judge(ruleOf('B20'), came(20, null))).toBe(TOO_SMALL);
    expect(judge(ruleOf('B20'), { attendanceByList: { total: null, cells: [] } })).toBe(TOO_SMALL);
  });

  it('cannot tell who came home late without the day on which the list was fixed', () => {
    const row = worker('RETURNED', [['MY', '2023-07']]);
    expect(judge(ruleOf('B08'), row, {}, { ...LIST, listFixedOn: null })).toBe(NOT_GIVEN);
  });
});

function judge(rule: Rule, subject: object, committee: object = {}, list: ListFacts = LIST): Verdict {
  if (rule.about === 'NOBODY_HOLDS_IT') throw new Error(`${rule.code} has no function.`);
  if (rule.about === 'VOTER') {
    // Methods are what the list is read by.
    const method = 'method' in subject ? String(subject.method) : 'TPSLN';
    return rule.find(subject, { ...KUALA_LUMPUR, ...committee }, { ...list, method });
  }
  return rule.about === 'WORKER' ? rule.find(subject, list) : rule.find(subject);
}

function ruleOf(code: string): Rule {
  const rule = RULES.find((each) => each.code === code);
  if (!rule) throw new Error(`There is no rule ${code}.`);
  return rule;
}

function points(...numbers: readonly number[]) {
  return ['TPSLN', 'KSK', 'POS'].map((method, index) => ({ method, points: numbers[index] ?? 0 }));
}

function came(dpt: number | null, dpk: number | null) {
  const cells = [
    { code: 'DPK', count: dpk },
    { code: 'DPT', count: dpt },
    { code: 'DPTB', count: 7 },
  ];
  return { attendanceByList: { total: dpt === null || dpk === null ? null : dpt + dpk + 7, cells } };
}
