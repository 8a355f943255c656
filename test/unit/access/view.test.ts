import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Agreement, PURPOSES } from '../../../gateway/access/agreement.ts';
import { compileView } from '../../../gateway/access/view.ts';
import {
  agencyOf,
  agreementOf,
  ask,
  type ClauseSketch,
  clauseOf,
  everythingFor,
  expectAllowed,
  expectDenied,
  expectMasked,
  participants,
  smallGraph,
  viewOf,
} from '../../setup/small-graph.ts';

const GIVES_NAME: ClauseSketch = { allow: { Citizen: ['fullName'] } };

function nameUnder(clause: ClauseSketch, details: Partial<Agreement> = {}, question = ask()) {
  return viewOf([agreementOf([clause], details)], question).field('Citizen.fullName');
}

describe('a field', () => {
  test('that a clause gives is allowed under it', () => {
    expectAllowed(nameUnder(GIVES_NAME), { provider: 'dukcapil', agreement: 'X1', clause: 'c1' });
  });

  test('that no agreement names is denied, and the provider is to be asked', () => {
    expectDenied(viewOf([]).field('Citizen.nik'), 'NO_AGREEMENT', {
      provider: 'dukcapil',
      remedy: 'No agreement with dukcapil gives it: ask dukcapil for one.',
    });
  });

  test('of which the graph knows nothing is denied', () => {
    const view = viewOf(everythingFor('kemlu'));
    for (const coordinate of ['Citizen.ghost', 'Ghost.nik', '__proto__.constructor', 'Citizen', '']) {
      expectDenied(view.field(coordinate), 'NO_AGREEMENT');
    }
  });

  test('is not given by an agreement of an agency that does not provide it', () => {
    expectDenied(nameUnder(GIVES_NAME, { provider: 'kp2mi' }), 'NO_AGREEMENT', { provider: 'dukcapil' });
  });

  test('that several subgraphs can give is allowed by an agreement with any of them', () => {
    const view = viewOf([agreementOf([{ allow: { Citizen: ['id'] } }], { provider: 'kp2mi' })]);
    expectAllowed(view.field('Citizen.id'), { provider: 'kp2mi' });
    expectDenied(view.field('Citizen.fullName'), 'NO_AGREEMENT', { provider: 'dukcapil' });
  });

  test('of one type is not given by the same name on another', () => {
    const view = viewOf([agreementOf([{ allow: { Agent: ['id', 'label'] } }])]);
    expectAllowed(view.field('Agent.label'));
    expectDenied(view.field('Citizen.label'), 'NO_AGREEMENT');
  });

  test('is given by the provider of a group of agencies', () => {
    const view = viewOf([agreementOf([{ allow: { Training: ['programme'] } }], { provider: 'pemda' })]);
    expectAllowed(view.field('Training.programme'), { provider: 'pemda' });
  });

  test('is given whole by the wildcard, and by its own provider only', () => {
    const view = viewOf([agreementOf([{ allow: { '*': ['*'] } }])]);
    expectAllowed(view.field('Citizen.nik'));
    expectDenied(view.field('Worker.status'), 'NO_AGREEMENT', { provider: 'kp2mi' });
    expectDenied(view.input('Query.citizen(nik:)'), 'NO_AGREEMENT');
  });

  test('of a structure goes with what leads to it', () => {
    const view = viewOf([]);
    for (const coordinate of [
      'CitizenConnection.nodes',
      'Period.from',
      'Wage.amount',
      'PageInfo.endCursor',
    ]) {
      expect(view.field(coordinate)).toEqual({ kind: 'structural' });
    }
  });
});

describe('a mask', () => {
  test('is told with its agreement and clause', () => {
    expectMasked(nameUnder({ mask: { Citizen: { fullName: 'last3' } } }), 'last3', {
      agreement: 'X1',
      clause: 'c1',
    });
  });

  test('gives way to a clause that gives the field whole, whichever comes first', () => {
    const masked: ClauseSketch = { id: 'masked', mask: { Citizen: { fullName: 'last3' } } };
    const whole: ClauseSketch = { id: 'whole', ...GIVES_NAME };
    for (const clauses of [
      [masked, whole],
      [whole, masked],
    ]) {
      const view = viewOf([agreementOf(clauses)]);
      expectAllowed(view.field('Citizen.fullName'), { clause: 'whole' });
    }
  });

  test('holds when the clause that gives the field whole does not', () => {
    const view = viewOf([
      agreementOf([{ id: 'masked', mask: { Citizen: { fullName: 'last3' } } }]),
      agreementOf([GIVES_NAME], { id: 'X2', status: 'suspended' }),
    ]);
    expectMasked(view.field('Citizen.fullName'), 'last3');
  });

  test('of the first agreement by id counts where there are two', () => {
    const view = viewOf([
      agreementOf([{ mask: { Citizen: { fullName: 'last4' } } }], { id: 'B' }),
      agreementOf([{ mask: { Citizen: { fullName: 'last3' } } }], { id: 'A' }),
    ]);
    expectMasked(view.field('Citizen.fullName'), 'last3', { agreement: 'A' });
  });

  test('carries the limits of its clause', () => {
    const limits = { pageSize: 7 };
    expectMasked(nameUnder({ mask: { Citizen: { fullName: 'last3' } }, limits }), 'last3', { limits });
  });

  test('that shows part of a text gives nothing of what is no text', () => {
    const [Citizen, Worker] = [{ sex: 'last3', life: 'last3', id: 'last3' }, { status: 'nik4' }] as const;
    const view = viewOf([
      agreementOf([{ mask: { Citizen } }]),
      agreementOf([{ mask: { Worker } }], { id: 'X2', provider: 'kp2mi' }),
    ]);
    for (const coordinate of ['Citizen.sex', 'Citizen.life', 'Citizen.id', 'Worker.status']) {
      expectDenied(view.field(coordinate), 'MASK_UNFIT', { clause: 'c1' });
    }
  });

  test('that changes the type denies the field, and says what to ask for instead', () => {
    expectDenied(
      viewOf([agreementOf([{ mask: { Citizen: { life: 'year' } } }])]).field('Citizen.life'),
      'REDUCED',
      {
        agreement: 'X1',
        clause: 'c1',
        reduced: ['Citizen.lifeYears'],
        remedy: 'Ask for Citizen.lifeYears instead.',
      },
    );
  });

  test('that has no reduced field at this field gives nothing', () => {
    expectDenied(nameUnder({ mask: { Citizen: { fullName: 'year' } } }), 'MASK_UNFIT', {
      remedy:
        'X1 gives it under the mask year, which does not fit it: ask office@dukcapil.invalid for another.',
    });
  });
});

describe('a reduced field', () => {
  const yearsUnder = (clause: ClauseSketch, details: Partial<Agreement> = {}) =>
    viewOf([agreementOf([clause], details)]).field('Citizen.lifeYears');

  test('comes with the full field, whole or under its mask, from the same clause', () => {
    const limits = { pageSize: 7 };
    const details = { agreement: 'X1', clause: 'c1', limits };
    expectAllowed(yearsUnder({ allow: { Citizen: ['life'] }, limits }), details);
    expectAllowed(yearsUnder({ mask: { Citizen: { life: 'year' } }, limits }), details);
  });

  test('does not come with another mask of the full field', () => {
    expectDenied(yearsUnder({ mask: { Citizen: { life: 'yearMonth' } } }), 'NOT_GRANTED');
  });

  test('can be given alone, and gives nothing of the full field', () => {
    const view = viewOf([agreementOf([{ allow: { Citizen: ['lifeYears'] } }])]);
    expectAllowed(view.field('Citizen.lifeYears'));
    expectDenied(view.field('Citizen.life'), 'NOT_GRANTED');
  });

  test('is not given by who does not provide it', () => {
    expectDenied(yearsUnder({ allow: { Citizen: ['life'] } }, { provider: 'kp2mi' }), 'NO_AGREEMENT');
  });

  test('comes with its arguments, which no agreement names', () => {
    const whole = viewOf([agreementOf([{ allow: { Citizen: ['life'] } }])]);
    expectAllowed(whole.input('Citizen.lifeYears(unit:)'));
    const alone = viewOf([agreementOf([{ allow: { Citizen: ['lifeYears'] } }])]);
    expectDenied(alone.input('Citizen.lifeYears(unit:)'), 'NOT_GRANTED');
  });

  test('is told to be given for another purpose with the full field', () => {
    expectDenied(yearsUnder({ allow: { Citizen: ['life'] }, purposes: ['STATISTICS'] }), 'OTHER_PURPOSE');
  });

  test('of another type has to be named', () => {
    const mask = { Citizen: { parent: 'countPerPollingPoint' } } as const;
    const forgotten = viewOf([agreementOf([{ mask }])]);
    expectDenied(forgotten.field('Office.headcount'), 'NO_AGREEMENT');
    expectDenied(forgotten.field('Citizen.parent'), 'MASK_UNFIT', {
      remedy: 'X1 gives it reduced and forgets Office.headcount: ask office@dukcapil.invalid to add it.',
    });
    const named = viewOf([agreementOf([{ mask, allow: { Office: ['headcount'] } }])]);
    expectAllowed(named.field('Office.headcount'));
    expectDenied(named.field('Citizen.parent'), 'REDUCED', { reduced: ['Office.headcount'] });
    const whole = viewOf([agreementOf([{ allow: { Citizen: ['parent'] } }])]);
    expectDenied(whole.field('Office.headcount'), 'NO_AGREEMENT');
  });
});

describe('an agreement', () => {
  test.each(['suspended', 'proposed', 'ended'] as const)('that is %s gives nothing', (status) => {
    const reason = { suspended: 'SUSPENDED', proposed: 'PROPOSED', ended: 'ENDED' }[status];
    expectDenied(nameUnder(GIVES_NAME, { status }), reason as 'ENDED', { agreement: 'X1', clause: 'c1' });
  });

  test('holds on its first and last day, and neither the day before nor the day after', () => {
    const dates = { validFrom: '2026-03-01', validUntil: '2026-08-31' };
    const on = (today: string) => nameUnder(GIVES_NAME, dates, ask({ today }));
    expectDenied(on('2026-02-28'), 'NOT_YET_BEGUN', { remedy: 'X1 begins on 2026-03-01.' });
    expectAllowed(on('2026-03-01'));
    expectAllowed(on('2026-08-31'));
    expectDenied(on('2026-09-01'), 'ENDED');
  });

  test('gives to the agency that it names and to no other', () => {
    const question = ask({ consumer: agencyOf('kp2mi') });
    expectDenied(nameUnder(GIVES_NAME, {}, question), 'NO_AGREEMENT');
  });

  test('with a group gives to each member, and to nobody outside', () => {
    const details = { consumer: 'pemda' };
    for (const member of ['dki-jakarta', 'bontang']) {
      expectAllowed(nameUnder(GIVES_NAME, details, ask({ consumer: agencyOf(member) })));
    }
    expectDenied(nameUnder(GIVES_NAME, details), 'NO_AGREEMENT');
  });

  test('with a member of a group gives nothing to the other members', () => {
    const details = { consumer: 'bontang' };
    expectAllowed(nameUnder(GIVES_NAME, details, ask({ consumer: agencyOf('bontang') })));
    expectDenied(nameUnder(GIVES_NAME, details, ask({ consumer: agencyOf('dki-jakarta') })), 'NO_AGREEMENT');
  });
});

describe('a clause', () => {
  test('gives for its own purposes only', () => {
    const clause: ClauseSketch = { ...GIVES_NAME, purposes: ['STATISTICS', 'REPATRIATION'] };
    expectAllowed(nameUnder(clause, {}, ask({ purpose: 'REPATRIATION' })));
    expectDenied(nameUnder(clause), 'OTHER_PURPOSE', {
      remedy: 'Given only for STATISTICS or REPATRIATION: state that purpose if it is yours.',
    });
  });

  test('of units gives to a token with a unit, one of the agency to a token without', () => {
    const unit: ClauseSketch = { ...GIVES_NAME, holder: 'unit' };
    expectAllowed(nameUnder(unit, {}, ask({ holder: 'unit' })));
    expectDenied(nameUnder(unit), 'OTHER_HOLDER', { remedy: expect.stringContaining('token of a unit') });
    expectDenied(nameUnder(GIVES_NAME, {}, ask({ holder: 'unit' })), 'OTHER_HOLDER', {
      remedy: expect.stringContaining('without a unit'),
    });
  });

  test('with stages holds from the first to the last day of each', () => {
    const during = [
      { name: 'lists', from: '2026-02-01', until: '2026-02-10' },
      { name: 'polling', from: '2026-06-15', until: '2026-06-15' },
    ];
    const on = (today: string) => nameUnder({ ...GIVES_NAME, during }, {}, ask({ today }));
    for (const day of ['2026-02-01', '2026-02-10', '2026-06-15']) expectAllowed(on(day));
    for (const day of ['2026-01-31', '2026-02-11', '2026-06-14', '2026-06-16']) {
      expectDenied(on(day), 'NOT_IN_STAGE', {
        remedy: 'Given only during lists (2026-02-01 to 2026-02-10) or polling (2026-06-15 to 2026-06-15).',
      });
    }
  });

  test('with an empty list of stages never holds', () => {
    expectDenied(nameUnder({ ...GIVES_NAME, during: [] }), 'NOT_IN_STAGE');
  });
});

describe('a denial', () => {
  const today = '2026-06-15';
  const misses: readonly (readonly [string, ClauseSketch, Partial<Agreement>])[] = [
    ['OTHER_PURPOSE', { ...GIVES_NAME, purposes: ['STATISTICS'] }, {}],
    ['NOT_IN_STAGE', { ...GIVES_NAME, during: [{ name: 's', from: '2026-01-01', until: '2026-01-02' }] }, {}],
    ['OTHER_HOLDER', { ...GIVES_NAME, holder: 'unit' }, {}],
    ['SUSPENDED', GIVES_NAME, { status: 'suspended' }],
    ['NOT_YET_BEGUN', GIVES_NAME, { validFrom: '2026-07-01' }],
    ['PROPOSED', GIVES_NAME, { status: 'proposed' }],
    ['ENDED', GIVES_NAME, { validUntil: '2026-06-01' }],
    ['NOT_GRANTED', { allow: { Citizen: ['sex'] } }, {}],
  ];

  test('names the agreement that came nearest, in whichever order they are read', () => {
    for (const [rank, [reason, clause, details]] of misses.entries()) {
      const agreements = misses
        .slice(rank)
        .map(([, each, more], index) => agreementOf([each], { id: `X${9 - index}`, ...more }));
      for (const order of [agreements, [...agreements].reverse()]) {
        const decision = viewOf(order, ask({ today })).field('Citizen.fullName');
        expectDenied(decision, reason as 'ENDED', { agreement: 'X9' });
      }
      expectDenied(nameUnder(clause, details), reason as 'ENDED');
    }
  });

  test('is not explained by an agreement that would not give the field even if it held', () => {
    const view = viewOf([
      agreementOf([GIVES_NAME], { id: 'A', status: 'suspended' }),
      agreementOf([{ allow: { Citizen: ['sex'] } }], { id: 'B' }),
    ]);
    expectDenied(view.field('Citizen.nik'), 'NOT_GRANTED');
    expectDenied(view.field('Citizen.fullName'), 'SUSPENDED', { agreement: 'A' });
  });

  test('is not explained by an agreement about something else', () => {
    const view = viewOf([agreementOf([{ allow: { Region: ['name'] }, inputs: { 'Query.regions': [] } }])]);
    expectDenied(view.field('Citizen.nik'), 'NO_AGREEMENT');
    expectDenied(view.input('CitizenFilter.limit'), 'NO_AGREEMENT');
    expectDenied(view.input('Query.citizens(first:)'), 'NOT_GRANTED');
    expectDenied(viewOf([agreementOf([], { status: 'proposed' })]).field('Citizen.nik'), 'NO_AGREEMENT');
  });

  test('is never explained by an agreement of somebody else', () => {
    const others = fc.record({
      consumer: fc.constantFrom('kp2mi', 'bontang', 'pemda', 'citizen', 'nobody'),
      status: fc.constantFrom('signed', 'proposed', 'suspended', 'ended'),
      purposes: fc.subarray([...PURPOSES], { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(others, { maxLength: 4 }), fc.boolean(), (sketches, isOwn) => {
        const own = isOwn ? [agreementOf([{ allow: { Citizen: ['sex'] } }], { id: 'own' })] : [];
        const foreign = sketches.map(({ consumer, status, purposes }, index) =>
          agreementOf([{ allow: { '*': ['*'] }, inputs: { '*': ['*'] }, purposes }], {
            id: `foreign-${index}`,
            consumer,
            status,
          }),
        );
        const [alone, among] = [viewOf(own), viewOf([...foreign, ...own])];
        for (const coordinate of ['Citizen.nik', 'Citizen.sex', 'Query.citizen']) {
          expect(among.field(coordinate)).toEqual(alone.field(coordinate));
        }
        expect(among.input('Query.citizens(filter:)')).toEqual(alone.input('Query.citizens(filter:)'));
        expect(among.agreements('civil')).toEqual(alone.agreements('civil'));
      }),
    );
  });
});

describe('an input', () => {
  test('is allowed by a clause that names it', () => {
    const view = viewOf([
      agreementOf([{ inputs: { 'Query.citizens': ['first'], CitizenFilter: ['limit'] } }]),
    ]);
    expectAllowed(view.input('Query.citizens(first:)'));
    expectAllowed(view.input('CitizenFilter.limit'));
    expectDenied(view.input('Query.citizens(after:)'), 'NOT_GRANTED');
    expectDenied(view.input('CitizenFilter.and'), 'NOT_GRANTED');
  });

  test('of one field is not given by the same name on another', () => {
    const view = viewOf([agreementOf([{ inputs: { 'Query.citizens': ['first'] } }])]);
    expectDenied(view.input('Query.parties(first:)'), 'NOT_GRANTED', { agreement: 'X1' });
    expectDenied(view.input('Query.workers(first:)'), 'NO_AGREEMENT', { provider: 'kp2mi' });
  });

  test('is not given by an agreement of an agency that does not provide it', () => {
    const view = viewOf([agreementOf([{ inputs: { '*': ['*'] } }], { provider: 'kp2mi' })]);
    expectDenied(view.input('Query.citizens(first:)'), 'NO_AGREEMENT', { provider: 'dukcapil' });
    expectDenied(view.input('CitizenFilter.limit'), 'NO_AGREEMENT', { provider: 'dukcapil' });
    expectAllowed(view.input('Query.workers(first:)'));
  });

  test('that is compared with a field needs that field whole', () => {
    const inputs = { 'Query.citizen': ['nik'], CitizenFilter: ['nik'] };
    const whole = viewOf([agreementOf([{ inputs, allow: { Citizen: ['nik'] } }])]);
    const masked = viewOf([agreementOf([{ inputs, mask: { Citizen: { nik: 'nik4' } } }])]);
    const denied = viewOf([agreementOf([{ inputs }])]);
    const reduced = viewOf([
      agreementOf([{ inputs: { CitizenFilter: ['born'] }, mask: { Citizen: { life: 'year' } } }]),
    ]);
    expectDenied(reduced.input('CitizenFilter.born'), 'INPUT_READS_DENIED', { clause: 'c1' });
    for (const coordinate of ['Query.citizen(nik:)', 'CitizenFilter.nik']) {
      expectAllowed(whole.input(coordinate));
      for (const view of [masked, denied]) {
        expectDenied(view.input(coordinate), 'INPUT_READS_DENIED', {
          remedy: 'It compares with Citizen.nik, which is not given whole: leave it out.',
        });
      }
    }
  });

  test('of a structure needs the fields that it is compared with all the same', () => {
    const graph = {
      ...smallGraph,
      structures: new Set([...smallGraph.structures, 'CitizenFilter', 'CitizenConnection']),
      reads: new Map([...smallGraph.reads, ['CitizenConnection.nodes(by:)', ['Citizen.nik']]]),
    };
    const view = compileView(graph, participants, [], ask(), 'v1');
    expectDenied(view.input('CitizenFilter.nik'), 'INPUT_READS_DENIED');
    expectDenied(view.input('CitizenConnection.nodes(by:)'), 'INPUT_READS_DENIED');
    expect(view.input('CitizenFilter.limit')).toEqual({ kind: 'structural' });
  });

  test('that is compared with a field of another provider needs that provider', () => {
    const reads = new Map([['Query.citizen(nik:)', ['Worker.status']]]);
    const own = agreementOf([{ inputs: { 'Query.citizen': ['nik'] } }]);
    const other = agreementOf([{ allow: { Worker: ['status'] } }], { id: 'X2', provider: 'kp2mi' });
    const decide = (agreements: readonly Agreement[]) =>
      compileView({ ...smallGraph, reads }, participants, agreements, ask(), 'v1').input(
        'Query.citizen(nik:)',
      );
    expectDenied(decide([own]), 'INPUT_READS_DENIED', { provider: 'kp2mi' });
    expectAllowed(decide([own, other]));
  });

  test('of an operator input is structural', () => {
    expect(viewOf([]).input('DateRangeInput.from')).toEqual({ kind: 'structural' });
  });
});

describe('the rows of a subgraph', () => {
  const byUnit = [{ attribute: 'links', op: 'eq', value: '$unit' }] as const;

  function rowsUnder(...clauses: readonly ClauseSketch[]) {
    return viewOf([agreementOf(clauses.map((clause, index) => ({ id: `c${index}`, ...clause })))]).rows(
      'civil',
    );
  }

  test('are those of the clauses that hold', () => {
    const rows = rowsUnder(
      { rows: { Citizen: 'all' } },
      { rows: { Agent: byUnit }, holder: 'unit' },
      { rows: { Region: 'all' }, purposes: ['STATISTICS'] },
    );
    expect(rows).toEqual(new Map([['Citizen', 'all']]));
  });

  test('are none where two clauses disagree', () => {
    const rows = rowsUnder({ rows: { Citizen: 'all', Region: 'all' } }, { rows: { Citizen: byUnit } });
    expect(rows).toEqual(new Map([['Region', 'all']]));
  });

  test('are those on which two clauses agree', () => {
    const rows = rowsUnder({ rows: { Citizen: byUnit } }, { rows: { Citizen: [...byUnit] } });
    expect(rows).toEqual(new Map([['Citizen', byUnit]]));
  });

  test('are none where a clause gives fields of the type and no rows', () => {
    const withRows: ClauseSketch = { rows: { Citizen: 'all' }, allow: { Citizen: ['id'] } };
    expect(rowsUnder(withRows, { allow: { Citizen: ['nik'] } }).size).toBe(0);
    expect(rowsUnder(withRows, { mask: { Citizen: { nik: 'nik4' } } }).size).toBe(0);
    expect(rowsUnder(withRows, { allow: { '*': ['*'] } }).size).toBe(0);
    expect(rowsUnder(withRows, { allow: { Region: ['name'] } }).size).toBe(1);
  });

  test('are none where two agreements of the provider disagree', () => {
    const view = viewOf([
      agreementOf([{ rows: { Citizen: 'all' } }], { id: 'A' }),
      agreementOf([{ rows: { Citizen: byUnit } }], { id: 'B' }),
    ]);
    expect(view.rows('civil').size).toBe(0);
  });

  test('come from the agreements with its own provider', () => {
    const view = viewOf([
      agreementOf([{ rows: { Citizen: 'all' } }], { id: 'A' }),
      agreementOf([{ rows: { Worker: 'all' } }], { id: 'B', provider: 'kp2mi' }),
    ]);
    expect([...view.rows('civil').keys()]).toEqual(['Citizen']);
    expect([...view.rows('ministry').keys()]).toEqual(['Worker']);
    expect(view.rows('training').size).toBe(0);
    expect(view.rows('ghost').size).toBe(0);
    expect(view.agreements('civil')).toEqual(['A']);
    expect(view.agreements('ghost')).toEqual([]);
  });
});

describe('a view', () => {
  test('is named by all that it depends on', () => {
    const keys = [
      viewOf([]),
      viewOf([], ask({ purpose: 'STATISTICS' })),
      viewOf([], ask({ holder: 'unit' })),
      viewOf([], ask({ today: '2026-06-16' })),
      viewOf([], ask({ consumer: agencyOf('kp2mi') })),
      compileView(smallGraph, participants, [], ask(), 'v2'),
    ].map((view) => view.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('does not depend on the order in which agreements are read, nor does it change them', () => {
    const agreements = Object.freeze([
      agreementOf([GIVES_NAME], { id: 'B' }),
      agreementOf([GIVES_NAME], { id: 'A' }),
    ]);
    const decision = viewOf(agreements).field('Citizen.fullName');
    expectAllowed(decision, { agreement: 'A' });
    expect(viewOf([...agreements].reverse()).field('Citizen.fullName')).toEqual(decision);
  });

  test('gives more, never less, when an agreement is added', () => {
    const sketch = fc.record({
      provider: fc.constantFrom('dukcapil', 'kp2mi', 'pemda'),
      fields: fc.subarray(['id', 'nik', 'fullName', 'worker', 'trainings']),
      masked: fc.subarray(['nik', 'fullName']),
      isInForce: fc.boolean(),
    });
    const given = { allowed: 2, masked: 1, denied: 0, structural: 3 };
    fc.assert(
      fc.property(fc.array(sketch, { maxLength: 3 }), sketch, (before, added) => {
        const agreements = [...before, added].map(({ provider, fields, masked, isInForce }, index) =>
          agreementOf([clauseSketch(fields, masked)], {
            id: `X${index}`,
            provider,
            status: isInForce ? 'signed' : 'suspended',
          }),
        );
        const [less, more] = [viewOf(agreements.slice(0, -1)), viewOf(agreements)];
        for (const field of ['id', 'nik', 'fullName', 'worker', 'trainings', 'sex']) {
          const rank = (view: typeof less) => given[view.field(`Citizen.${field}`).kind];
          expect(rank(more)).toBeGreaterThanOrEqual(rank(less));
          if (!added.isInForce) expect(rank(more)).toBe(rank(less));
        }
      }),
    );
  });
});

function clauseSketch(fields: readonly string[], masked: readonly string[]): ClauseSketch {
  return {
    allow: { Citizen: fields },
    mask: { Citizen: Object.fromEntries(masked.map((field) => [field, 'last4'] as const)) },
  };
}

describe('the setup of these tests', () => {
  test('writes clauses as agreement files are read', () => {
    const clause = clauseOf({ allow: { Citizen: ['nik'] }, rows: { Citizen: 'all' } });
    expect(clause.allow.get('Citizen')).toEqual(['nik']);
    expect(clause.rows.get('Citizen')).toBe('all');
  });
});
