import { describe, expect, test } from 'vitest';
import { type Agreement, MASKS, type RowRule } from '../../../../gateway/access/agreement.ts';
import { compareAgreements } from '../../../../gateway/access/differences/compare-agreements.ts';
import { describeDifferences } from '../../../../gateway/access/differences/describe-differences.ts';
import { readProjectAgencies, readProjectAgreements } from '../../../project-agreements.ts';
import { agreementOf, type ClauseSketch } from '../../../setup/small-graph.ts';

/** By which Bawaslu has the name and the masked NIK of persons that it has a relation with. */
const IDENTITY: ClauseSketch = {
  id: 'identity',
  purposes: ['VOTER_LIST_OVERSIGHT'],
  allow: { Citizen: ['id', 'fullName'] },
  mask: { Citizen: { nik: 'nik4' } },
  inputs: { 'Query.citizen': ['id'], CitizenFilter: ['sex'] },
  rows: { Citizen: 'all' },
};

function signed(clauses: readonly ClauseSketch[], details: Partial<Agreement> = {}): Agreement {
  return agreementOf(clauses, { id: 'L4', consumer: 'bawaslu', validUntil: '2029-12-31', ...details });
}

function told(before: Agreement | undefined, after: Agreement | undefined): readonly string[] {
  return describeDifferences(compareAgreements(before, after));
}

/** What is told when the one clause of an agreement is changed. */
function toldOf(clause: ClauseSketch, was: ClauseSketch = {}): readonly string[] {
  return told(signed([{ ...IDENTITY, ...was }]), signed([{ ...IDENTITY, ...clause }]));
}

describe('what a clause gives', () => {
  test('is told with rows, purposes and end where it is new', () => {
    expect(toldOf({ mask: { Citizen: { nik: 'nik4', birthDate: 'year' } } })).toEqual([
      'Clause identity: Bawaslu gains `Citizen.birthDate` masked to the year, all rows, for VOTER_LIST_OVERSIGHT until 2029-12-31.',
    ]);
  });

  test('is told together where it is given on the same terms', () => {
    expect(toldOf({ allow: { Citizen: ['id', 'fullName', 'sex', 'life'], Query: ['citizen'] } })).toEqual([
      'Clause identity: Bawaslu gains `Citizen.life`, `Citizen.sex` and `Query.citizen`, all rows of `Citizen`, for VOTER_LIST_OVERSIGHT until 2029-12-31.',
    ]);
  });

  test('is told without an end where it is gone', () => {
    expect(toldOf({ allow: { Citizen: ['id'] } })).toEqual([
      'Clause identity: Bawaslu loses `Citizen.fullName`, all rows, for VOTER_LIST_OVERSIGHT.',
    ]);
  });

  test('is told as it was and is where the mask is another', () => {
    expect(toldOf({ mask: { Citizen: { nik: 'last4' } } })).toEqual([
      'Clause identity: Bawaslu has `Citizen.nik` masked to the last four characters instead of masked to the first four digits.',
    ]);
    expect(toldOf({ mask: {}, allow: { Citizen: ['id', 'fullName', 'nik'] } })).toEqual([
      'Clause identity: Bawaslu has `Citizen.nik` whole instead of masked to the first four digits.',
    ]);
  });

  test('ends with the last of its stages', () => {
    const during = [{ name: 'voting', from: '2029-01-01', until: '2029-02-14' }];
    expect(toldOf({ during, allow: { Citizen: ['id', 'fullName', 'sex'] } }, { during })).toEqual([
      'Clause identity: Bawaslu gains `Citizen.sex`, all rows, for VOTER_LIST_OVERSIGHT until 2029-02-14.',
    ]);
  });

  test('is told of a unit and of a subgraph as theirs', () => {
    const [ofUnit] = toldOf({ holder: 'unit' });
    expect(ofUnit).toMatch(
      /^Clause identity: A unit of Bawaslu gains `Citizen.fullName` and `Citizen.id`, all rows,/,
    );
    const joins: ClauseSketch = { holder: 'subgraph', purposes: ['STATISTICS'], allow: { Citizen: ['id'] } };
    expect(told(undefined, signed([joins], { consumer: 'dki-jakarta' }))).toContain(
      'Clause c1: The subgraph of DKI Jakarta gains `Citizen.id` for STATISTICS until 2029-12-31.',
    );
  });

  test.each(MASKS)('is told in words where it is masked by %s', (mask) => {
    const [sentence] = toldOf({ mask: { Citizen: { nik: 'nik4', sex: mask } } });
    expect(sentence).toMatch(/`Citizen.sex` masked to [a-z ]{6,}, all rows, for VOTER_LIST_OVERSIGHT/);
  });
});

describe('the terms of a clause', () => {
  test('inputs are told by their coordinates', () => {
    expect(toldOf({ inputs: { 'Query.citizen': ['id', 'nik'] } })).toEqual([
      'Clause identity: Bawaslu gains the use of `Query.citizen(nik:)` for VOTER_LIST_OVERSIGHT until 2029-12-31.',
      'Clause identity: Bawaslu loses the use of `CitizenFilter.sex` for VOTER_LIST_OVERSIGHT.',
    ]);
  });

  test('purposes are told with all that they open', () => {
    expect(toldOf({ purposes: ['STATISTICS', 'VOTER_LIST_OVERSIGHT'] })).toEqual([
      'Clause identity: Bawaslu gains all that the clause gives for STATISTICS until 2029-12-31.',
    ]);
  });

  const rules: readonly (readonly [RowRule, string])[] = [
    ['all', 'all rows of `Worker`'],
    [
      [{ attribute: 'links', op: 'eq', value: '$consumer' }],
      "rows of `Worker` where `links` matches the consumer's id",
    ],
    [
      [{ attribute: 'links', op: 'eq', value: '$consumer:$unit' }],
      'rows of `Worker` where `links` matches "<the consumer\'s id>:<the unit\'s code>"',
    ],
    [
      [{ attribute: 'originRegency', op: 'startsWithAny', value: '$regions' }],
      "rows of `Worker` where `originRegency` starts with one of the consumer's regions",
    ],
    [
      [
        { attribute: 'ppln', op: 'in', value: ['990501', '$unit'] },
        { attribute: 'person', op: 'startsWith', value: '$subject' },
      ],
      'rows of `Worker` where `ppln` is "990501" or the unit\'s code and `person` starts with the person who asks',
    ],
  ];
  test.each(rules)('rows of %j are told in words', (rule, words) => {
    expect(toldOf({ rows: { Citizen: 'all', Worker: rule } })).toEqual([
      `Clause identity: Bawaslu has ${words} instead of no rows.`,
    ]);
  });

  test('rows that are the same for several types are told together', () => {
    const rule: RowRule = [{ attribute: 'person', op: 'eq', value: '$subject' }];
    expect(
      toldOf({ rows: { Worker: rule, Citizen: rule } }, { rows: { Worker: 'all', Citizen: 'all' } }),
    ).toEqual([
      'Clause identity: Bawaslu has rows of `Citizen` and `Worker` where `person` matches the person who asks instead of all rows.',
    ]);
  });

  test.each([
    [
      { during: [{ name: 'voting', from: '2029-01-01', until: '2029-02-14' }] },
      'it holds only during "voting" (2029-01-01 to 2029-02-14); before, it holds at any time.',
    ],
    [
      { limits: { personsPerRequest: 1, requestsPerMinute: 30 } },
      'its limits are at most 1 person in a request and 30 requests a minute by one officer; before, it has no limits of its own.',
    ],
    [
      { retention: 'P1Y6M' },
      'what is read may be kept for 1 year and 6 months; before, it does not say how long what is read may be kept.',
    ],
    [
      { shownToPersonFrom: '2028-01-01' },
      'persons are shown from 2028-01-01 on that it was used; before, persons are shown at once that it was used.',
    ],
  ] as const)('%j is told as it is and was', (clause, sentence) => {
    expect(toldOf(clause)).toEqual([`Clause identity: ${sentence}`]);
    const [is, was] = sentence.slice(0, -1).split('; before, ');
    expect(toldOf({}, clause)).toEqual([`Clause identity: ${was}; before, ${is}.`]);
  });
});

describe('an agreement', () => {
  test('that is new is told with its parties, days, basis and contact', () => {
    const basis = [{ instrument: 'A law', number: 'UU 7/2017', date: '2017-08-15', article: '93' }];
    const [first, ...rest] = told(undefined, signed([IDENTITY], { basis }));
    expect(first).toBe(
      'Dukcapil gives to Bawaslu: "An agreement", signed, from 2026-01-01 until 2029-12-31, on the basis of "A law" (UU 7/2017, of 2017-08-15, article 93); questions go to office@dukcapil.invalid.',
    );
    expect(rest).toEqual([
      'Clause identity: Bawaslu gains `Citizen.fullName` and `Citizen.id`, all rows, for VOTER_LIST_OVERSIGHT until 2029-12-31.',
      'Clause identity: Bawaslu gains `Citizen.nik` masked to the first four digits, all rows, for VOTER_LIST_OVERSIGHT until 2029-12-31.',
      'Clause identity: Bawaslu gains the use of `CitizenFilter.sex` and `Query.citizen(id:)` for VOTER_LIST_OVERSIGHT until 2029-12-31.',
      'Clause identity is new.',
    ]);
  });

  test('that is suspended gives nothing, whatever else was changed in it', () => {
    const sentences = told(signed([IDENTITY]), signed([{ ...IDENTITY, rows: {} }], { status: 'suspended' }));
    expect(sentences).toEqual([
      'It is suspended instead of signed.',
      'Clause identity: Bawaslu loses `Citizen.fullName` and `Citizen.id`, all rows, for VOTER_LIST_OVERSIGHT.',
      'Clause identity: Bawaslu loses `Citizen.nik` masked to the first four digits, all rows, for VOTER_LIST_OVERSIGHT.',
      'Clause identity: Bawaslu loses the use of `CitizenFilter.sex` and `Query.citizen(id:)` for VOTER_LIST_OVERSIGHT.',
      'Clause identity is gone.',
    ]);
  });

  test('that is not signed would give', () => {
    const status = 'proposed';
    const more = { ...IDENTITY, allow: { Citizen: ['id', 'fullName', 'sex'] } };
    expect(told(signed([IDENTITY], { status }), signed([more], { status }))).toEqual([
      'Clause identity: Bawaslu would gain `Citizen.sex`, all rows, for VOTER_LIST_OVERSIGHT until 2029-12-31.',
    ]);
  });

  test('with another consumer is lost to the one and gained by the other', () => {
    const sentences = told(signed([IDENTITY]), signed([IDENTITY], { consumer: 'kpu' }));
    expect(sentences[0]).toBe('Its consumer is KPU instead of Bawaslu.');
    expect(sentences).toContain(
      'Clause identity: KPU gains `Citizen.fullName` and `Citizen.id`, all rows, for VOTER_LIST_OVERSIGHT until 2029-12-31.',
    );
    expect(sentences).toContain(
      'Clause identity: Bawaslu loses `Citizen.fullName` and `Citizen.id`, all rows, for VOTER_LIST_OVERSIGHT.',
    );
  });

  test('tells its days, title, contact and basis as they are and were', () => {
    const after = signed([IDENTITY], {
      title: 'Another agreement',
      validFrom: '2026-02-01',
      validUntil: '2030-12-31',
      contact: 'new@dukcapil.invalid',
      basis: [{ instrument: 'A decree' }],
    });
    expect(told(signed([IDENTITY]), after)).toEqual([
      'Its title is "Another agreement" instead of "An agreement".',
      'It begins on 2026-02-01 instead of 2026-01-01.',
      'It holds until 2030-12-31 instead of 2029-12-31.',
      'Questions go to new@dukcapil.invalid instead of office@dukcapil.invalid.',
      'It no longer rests on "A law".',
      'It rests on "A decree".',
    ]);
  });

  test('tells of clauses that have another name or another place', () => {
    const other = { ...IDENTITY, id: 'other', rows: {} };
    expect(told(signed([IDENTITY, other]), signed([{ ...IDENTITY, id: 'names' }, other]))).toEqual([
      'Clause identity is called names now, and says the same.',
    ]);
    expect(told(signed([IDENTITY, other]), signed([other, IDENTITY]))).toEqual([
      "Its clauses stand in the order other and identity instead of identity and other: of two that give the same, the first one's limits and masks hold.",
    ]);
  });

  test('cannot write into the terminal of whoever reads the sentences', () => {
    const title = 'A title\u001b[2J\n\u202efollows';
    const [sentence] = told(signed([]), signed([], { title, basis: [{ instrument: 'A law' }] }));
    expect(sentence).toBe('Its title is "A title\ufffd[2J\ufffd\ufffdfollows" instead of "An agreement".');
  });
});

test('of this project, each is told whole', async () => {
  const agreements = await readProjectAgreements(await readProjectAgencies());
  for (const agreement of agreements) {
    const sentences = told(undefined, agreement).join('\n');
    for (const { allow, mask, inputs } of agreement.clauses) {
      const fields = [
        ...[...allow].flatMap(([type, names]) => names.map((name) => `\`${type}.${name}\``)),
        ...[...mask].flatMap(([type, masks]) => [...masks.keys()].map((name) => `\`${type}.${name}\``)),
        ...[...inputs].flatMap(([owner, names]) =>
          names.map((name) => (owner.includes('.') ? `\`${owner}(${name}:)\`` : `\`${owner}.${name}\``)),
        ),
      ];
      expect(fields.filter((each) => !sentences.includes(each))).toEqual([]);
    }
  }
});
