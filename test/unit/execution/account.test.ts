import { describe, expect, test } from 'vitest';
import type { Accounted } from '../../../gateway/execution/account.ts';
import { type AccountedAsk, askAccounted, beginAccounted, LOST } from '../../setup/accounted.ts';
import { accountedFederation, accountedView } from '../../setup/accounted-graph.ts';

/** One way that values went: from whom to whom, of how many rows, which coordinates, about whom. */
type Told = readonly [way: string, rows: number, coordinates: string, persons: string];

async function ask(text: string, details: Partial<AccountedAsk> = {}) {
  return await askAccounted(accountedFederation, { view: accountedView(), text, ...details });
}

/** What was disclosed, with the persons by their names in the order of the entry. */
function tell({ disclosures, persons }: Pick<Accounted, 'disclosures' | 'persons'>): readonly Told[] {
  return disclosures.map(({ provider, recipient, rows, coordinates, persons: count, who }) => {
    const names = who.flatMap(([first, length]) => persons.slice(first, first + length));
    expect(names.length).toBe(count);
    expect(new Set(names).size).toBe(count);
    expect(names.every((name) => name.startsWith('operator:'))).toBe(true);
    const told = names.map((name) => name.replace('operator:', '')).join(' ');
    return [`${provider} > ${recipient}`, rows, coordinates.join(' '), told];
  });
}

async function expectTold(text: string, told: readonly Told[], details: Partial<AccountedAsk> = {}) {
  const run = await ask(text, details);
  expect(tell(run.accounted)).toEqual(told);
  const plain = await ask(text, { ...details, isAccounting: false });
  expect(JSON.stringify(run.answer)).toBe(JSON.stringify(plain.answer));
  expect(run.calls.map(({ subgraph }) => subgraph)).toEqual(plain.calls.map(({ subgraph }) => subgraph));
  expect(plain.inquiry.account).toEqual({});
  return run;
}

const EVERYBODY = 'ani budi citra dewi';

describe('what reaches whoever asks', () => {
  test('is told by coordinates, rows and persons, though no id was asked', async () => {
    await expectTold('{ citizens { name nik } }', [
      ['civil > asker', 4, 'Citizen.name Citizen.nik Query.citizens', EVERYBODY],
    ]);
  });

  test('is the same where the client may read no id', async () => {
    const civil = [{ allow: { Query: ['citizens'], Citizen: ['name'] } }];
    const work = [{ allow: { Query: ['workers'], Worker: ['status'] } }];
    const view = accountedView({ civil, work });
    await expectTold(
      '{ citizens { name } }',
      [['civil > asker', 4, 'Citizen.name Query.citizens', EVERYBODY]],
      {
        view,
      },
    );
    await expectTold(
      '{ workers { status } }',
      [['work > asker', 2, 'Query.workers Worker.status', 'ani citra']],
      {
        view,
      },
    );
  });

  test('is of each agency what it supplied', async () => {
    const { accounted } = await expectTold('{ workers { status citizen { name } } citizens { name } }', [
      ['civil > asker', 6, 'Citizen.name Query.citizens', 'ani citra budi dewi'],
      ['work > asker', 2, 'Query.workers Worker.citizen Worker.status', 'ani citra'],
      ['work > civil', 2, 'Citizen.id', 'ani citra'],
    ]);
    expect(accounted.persons.length).toBe(4);
    expect(accounted.agreements.map(({ id, clauses }) => [id, clauses])).toEqual([
      ['K-work-civil', ['join']],
      ['Z-civil', ['all']],
      ['Z-work', ['all']],
    ]);
  });

  test('is about the same person below what says who it is, and about another where that says so', async () => {
    await expectTold('{ workers { contracts { wage } } }', [
      ['work > asker', 6, 'Contract.wage Query.workers Worker.contracts', 'ani citra'],
    ]);
    await expectTold(
      'query ($ids: [ID!]) { citizens(ids: $ids) { house { street owner { name } } parent { name } } }',
      [
        [
          'civil > asker',
          4,
          'Citizen.house Citizen.name Citizen.parent House.owner House.street Query.citizens',
          'ani dewi',
        ],
      ],
      { variables: { ids: ['asker:ani'] } },
    );
  });

  test('is about nobody where it is reference data, wherever that stands', async () => {
    await expectTold('{ regions { name } }', [['civil > asker', 2, 'Query.regions Region.name', '']]);
    await expectTold('{ workers { contracts { country { name } } } }', [
      ['civil > asker', 4, 'Region.name', ''],
      ['work > asker', 6, 'Contract.country Query.workers Worker.contracts', 'ani citra'],
      ['work > civil', 1, 'Region.code', ''],
    ]);
  });

  test('is a row for each object of a type with rows, and structures are none', async () => {
    await expectTold('{ page { total nodes { born { year region { name } } } } }', [
      ['civil > asker', 8, 'Citizen.born Query.page Region.name', EVERYBODY],
    ]);
    await expectTold('{ page { total } }', [['civil > asker', 0, 'Query.page', '']]);
  });

  test('is nothing that was denied, nor what is below it', async () => {
    const civil = [{ allow: { Query: ['citizens'], Citizen: ['name'] } }];
    const run = await expectTold(
      '{ citizens { name nik home { name } } }',
      [['civil > asker', 4, 'Citizen.name Query.citizens', EVERYBODY]],
      { view: accountedView({ civil }) },
    );
    expect(run.accounted).toMatchObject({
      decision: 'given-in-part',
      denied: [
        { code: 'FIELD_NOT_AGREED', coordinate: 'Citizen.home' },
        { code: 'FIELD_NOT_AGREED', coordinate: 'Citizen.nik' },
      ],
    });
  });

  test('is a row of who is there, even if nothing else is told', async () => {
    const civil = [{ allow: { Query: ['citizens'] }, inputs: { 'Query.citizens': ['ids'] } }];
    const view = accountedView({ civil });
    await expectTold('{ citizens { nik __typename } }', [['civil > asker', 4, 'Query.citizens', EVERYBODY]], {
      view,
    });
    await expectTold('{ citizens { __typename } }', [['civil > asker', 4, 'Query.citizens', EVERYBODY]]);
    await expectTold(
      'query ($ids: [ID!], $no: Boolean!) { citizens(ids: $ids) { name @include(if: $no) } }',
      [['civil > asker', 1, 'Query.citizens', 'budi']],
      { variables: { ids: ['asker:budi', 'asker:nobody'], no: false } },
    );
  });

  test('is nothing where what one mention gives another denies', async () => {
    const civil = [{ allow: { Query: ['things'], Citizen: ['label'] } }];
    const view = accountedView({ civil });
    const text =
      'query ($all: Boolean!) { things { ... on Citizen { label } ... on Named @include(if: $all) { label } } }';
    await expectTold(text, [['civil > asker', 2, 'Citizen.label Query.things', 'ani']], {
      view,
      variables: { all: false },
    });
    await expectTold(text, [['civil > asker', 2, 'Query.things', 'ani']], { view, variables: { all: true } });
  });

  test('is what is masked, too', async () => {
    const civil = [{ allow: { Query: ['citizens'] }, mask: { Citizen: { nik: 'last4' as const } } }];
    await expectTold(
      '{ citizens { nik } }',
      [['civil > asker', 4, 'Citizen.nik Query.citizens', EVERYBODY]],
      {
        view: accountedView({ civil }),
      },
    );
  });

  test('is told by its own names, whatever the client calls it', async () => {
    await expectTold('{ a: citizens { id: name name: id x: nik } }', [
      ['civil > asker', 4, 'Citizen.id Citizen.name Citizen.nik Query.citizens', EVERYBODY],
    ]);
    await expectTold('{ workers { citizen: status x: citizen { id: name } } }', [
      ['civil > asker', 2, 'Citizen.name', 'ani citra'],
      ['work > asker', 2, 'Query.workers Worker.citizen Worker.status', 'ani citra'],
      ['work > civil', 2, 'Citizen.id', 'ani citra'],
    ]);
  });

  test('is told through fragments, interfaces and unions by the types that objects are of', async () => {
    await expectTold(
      '{ things { ... on Citizen { ...F } ... on Named { label } } } fragment F on Citizen { name }',
      [['civil > asker', 2, 'Citizen.label Citizen.name Query.things Region.label', 'ani']],
    );
    await expectTold('{ things { ... on Region { name } } }', [
      ['civil > asker', 1, 'Query.things Region.name', ''],
    ]);
    await expectTold('{ things { __typename } }', [['civil > asker', 2, 'Query.things', 'ani']]);
  });

  test('is what the variables of the request ask', async () => {
    const text = `query ($yes: Boolean!, $no: Boolean!) {
      citizens { name @include(if: $yes) nik @include(if: $no) home @skip(if: $yes) { name } label @skip(if: $no)
        worker @include(if: $no) { status } ... @include(if: $no) { parent { name } } nik @include(if: $yes) @skip(if: $yes) }
      regions @include(if: $no) { name }
    }`;
    await expectTold(text, [['civil > asker', 4, 'Citizen.label Citizen.name Query.citizens', EVERYBODY]], {
      variables: { yes: true, no: false },
    });
  });

  test('is no key that the plan needs where the client did not ask for it', async () => {
    const text =
      'query ($no: Boolean!) { citizens { id @include(if: $no) name } workers { x: id @include(if: $no) citizen @skip(if: true) { id } status } }';
    await expectTold(
      text,
      [
        ['civil > asker', 4, 'Citizen.name Query.citizens', EVERYBODY],
        ['work > asker', 2, 'Query.workers Worker.status', 'ani citra'],
      ],
      { variables: { no: false } },
    );
  });

  test('is a null, too, and nothing below it', async () => {
    await expectTold('{ nobody { name worker { status } } }', [['civil > asker', 0, 'Query.nobody', '']]);
    await expectTold(
      'query ($ids: [ID!]) { citizens(ids: $ids) { worker { status } } }',
      [
        ['civil > asker', 0, 'Query.citizens', ''],
        ['civil > work', 1, 'Citizen.id', 'budi'],
        ['work > asker', 1, 'Citizen.worker', 'budi'],
      ],
      { variables: { ids: ['asker:budi', 'asker:nobody'] } },
    );
  });

  test('is nothing of an agency that did not answer', async () => {
    await expectTold(
      '{ citizens { name worker { status } } }',
      [
        ['civil > asker', 4, 'Citizen.name Query.citizens', EVERYBODY],
        ['civil > work', 4, 'Citizen.id', EVERYBODY],
      ],
      { overrule: (subgraph) => (subgraph === 'work' ? LOST : undefined) },
    );
  });

  test('names a person once, however often they come', async () => {
    const run = await expectTold(
      'query ($ids: [ID!]) { citizens(ids: $ids) { name } }',
      [['civil > asker', 5, 'Citizen.name Query.citizens', 'dewi ani']],
      { variables: { ids: ['dewi', 'ani', 'dewi', 'dewi', 'ani'].map((name) => `asker:${name}`) } },
    );
    expect(run.accounted.disclosures[0]?.who).toEqual([[0, 2]]);
  });

  test('is what a mutation answers', async () => {
    await expectTold(
      'mutation ($id: ID!) { hire(worker: $id) { status citizen { name } } }',
      [
        ['civil > asker', 1, 'Citizen.name', 'budi'],
        ['work > asker', 1, 'Mutation.hire Worker.citizen Worker.status', 'budi'],
        ['work > civil', 1, 'Citizen.id', 'budi'],
      ],
      { variables: { id: 'asker:w-budi' } },
    );
  });

  test('is told of an agency that asks of itself, and what its own subgraph is sent goes with it', async () => {
    await expectTold(
      '{ citizens { name worker { status } } }',
      [
        ['civil > work', 8, 'Citizen.id Citizen.name Query.citizens', EVERYBODY],
        ['work > work', 6, 'Citizen.worker Worker.status', EVERYBODY],
      ],
      { view: accountedView({}, 'work') },
    );
  });
});

describe('what one agency is sent of another', () => {
  test('is nothing between two subgraphs of one', async () => {
    const { accounted, inquiry } = await expectTold('{ citizens { name tax } }', [
      ['civil > asker', 4, 'Citizen.name Citizen.tax Query.citizens', EVERYBODY],
    ]);
    expect(accounted.agreements.map(({ id }) => id)).toEqual(['Z-civil']);
    expect(inquiry.account.use?.planned).toEqual([]);
  });

  test('is what its fields require of it', async () => {
    await expectTold('{ citizens { worker { status } checked } }', [
      ['civil > asker', 0, 'Query.citizens', ''],
      ['civil > work', 4, 'Citizen.id Citizen.nik', EVERYBODY],
      ['work > asker', 6, 'Citizen.checked Citizen.worker Worker.status', EVERYBODY],
    ]);
  });

  test('is counted with the person whom it is about, though nothing of it says so', async () => {
    await expectTold('{ workers { contracts { paid } } }', [
      ['bank > asker', 4, 'Contract.paid', 'ani citra'],
      ['work > asker', 2, 'Query.workers Worker.contracts', 'ani citra'],
      ['work > bank', 4, 'Contract.number', 'ani citra'],
    ]);
  });

  test('is counted once for each that is asked about, in however many calls', async () => {
    const many = Array.from({ length: 2_001 }, (_, index) => `asker:p${index % 1_500}`);
    const citizens = (call: { readonly variables: Readonly<Record<string, unknown>> }) =>
      (call.variables.ids as readonly string[]).map((id) => ({ __typename: 'Citizen', id, name: 'N' }));
    const { calls, accounted } = await ask(
      'query ($ids: [ID!]) { citizens(ids: $ids) { worker { status } } }',
      {
        variables: { ids: many },
        overrule: (subgraph, call) =>
          subgraph === 'civil' ? { data: { citizens: citizens(call) } } : undefined,
      },
    );
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['civil', 'work', 'work']);
    const sent = accounted.disclosures.find(({ recipient }) => recipient === 'work');
    expect(sent).toMatchObject({ provider: 'civil', rows: 1_500, persons: 1_500, who: [[0, 1_500]] });
    expect(accounted.disclosures.find(({ provider }) => provider === 'work')).toMatchObject({ rows: 2_001 });
  });

  test('is accounted for while nobody has answered yet', async () => {
    const begun = beginAccounted(accountedFederation, {
      view: accountedView(),
      text: '{ citizens { name worker { status } } }',
      overrule: (subgraph) => (subgraph === 'work' ? new Promise(() => {}) : undefined),
    });
    await expect.poll(() => begun.calls.length).toBe(2);
    expect(tell(begun.accounted())).toEqual([['civil > work', 4, 'Citizen.id', EVERYBODY]]);
  });
});

describe('an operation', () => {
  const civil = [{ allow: { Query: ['citizens'], Citizen: ['name'] } }];

  test.each([
    ['that is given', '{ citizens { name } }', {}, 'given'],
    ['of which all is denied', '{ regions { name } }', {}, 'refused'],
    [
      'that is refused rather than answered in part',
      '{ citizens { name nik } }',
      { onDenied: 'reject' },
      'refused',
    ],
    ['that cannot be planned', '{ citizens(ids: ["asker:ani"]) { name } }', {}, 'undecided'],
    ['that asks of the schema', '{ __schema { queryType { name } } }', {}, 'given'],
  ] as const)('%s says so', async (_, text, details, decision) => {
    const { accounted } = await ask(text, { view: accountedView({ civil }), ...details });
    expect(accounted.decision).toBe(decision);
    const isGiven = text === '{ citizens { name } }';
    expect([accounted.disclosures.length, accounted.persons.length, accounted.agreements.length]).toEqual(
      isGiven ? [1, 4, 1] : [0, 0, 0],
    );
  });
});
