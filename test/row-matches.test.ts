import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createElectoral } from '../subgraphs/electoral/subgraph.ts';
import type { GrantWishes } from './setup/grants.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';

/** What rows of the voter list are alike in, against a count by hand. */

const ALL: GrantWishes = { agency: 'bawaslu', rows: { Voter: { all: true } } };
const OWN: GrantWishes = {
  agency: 'kpu',
  unit: '990501',
  rows: { Voter: { where: [{ attribute: 'ppln', op: 'eq', value: '990501' }] } },
};
const MATCH = '{ token rows committees persons }';
const KINDS = ['sameNik', 'samePerson', 'samePassport', 'sameAddress'] as const;
const FIELDS = KINDS.map((kind) => `${kind} ${MATCH}`).join(' ');
const LIST = `{ voters(first: 1000) { nodes { id ${FIELDS} } } }`;
const LOOK_UP = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Voter { id ${FIELDS} } } }`;

interface Row {
  readonly _id: string;
  readonly citizenId: string;
  readonly ppln: string;
  readonly nik?: string;
  readonly fullName: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly addressKey: string;
  readonly addressQuality: string;
  readonly passportNumber?: string;
}

/** Rows of few people with few values, so that many are alike. */
const lists = fc
  .array(
    fc.record(
      {
        citizenId: fc.constantFrom('person-1', 'person-2', 'person-3'),
        ppln: fc.constantFrom('990501', '990502', '992001'),
        nik: fc.constantFrom('1', '2', '3'),
        fullName: fc.constantFrom('SITI', 'BUDI'),
        sex: fc.constantFrom('F', 'M'),
        birthDate: fc.constantFrom('1990-01-01', '1990-01-02'),
        addressKey: fc.constantFrom('here', 'there'),
        addressQuality: fc.constantFrom('FULL', 'PARTIAL', 'CITY_ONLY'),
        passportNumber: fc.constantFrom('Z1', 'Z2', 'Z3'),
      },
      { requiredKeys: ['citizenId', 'ppln', 'fullName', 'sex', 'birthDate', 'addressKey', 'addressQuality'] },
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) => rows.map((row, index): Row => ({ ...row, _id: `row-${String(index).padStart(3, '0')}` })));

const isDeliverable = ({ addressQuality }: Row) => addressQuality === 'FULL' || addressQuality === 'PARTIAL';

/** Whether two rows are alike, and of how many it is told at least. */
const RULES: Readonly<Record<(typeof KINDS)[number], [(a: Row, b: Row) => boolean, number]>> = {
  sameNik: [(a, b) => a.nik !== undefined && a.nik === b.nik, 2],
  samePerson: [
    (a, b) =>
      a.ppln === b.ppln &&
      a.fullName === b.fullName &&
      a.birthDate === b.birthDate &&
      a.sex === b.sex &&
      a.addressKey === b.addressKey,
    2,
  ],
  samePassport: [(a, b) => a.passportNumber !== undefined && a.passportNumber === b.passportNumber, 2],
  sameAddress: [
    (a, b) => a.ppln === b.ppln && a.addressKey === b.addressKey && isDeliverable(a) && isDeliverable(b),
    5,
  ],
};

/** What is to be told of each row, by comparing each with each. */
function compareAll(rows: readonly Row[]): readonly object[] {
  return rows.map((row) => ({
    id: row._id,
    ...Object.fromEntries(
      KINDS.map((kind) => {
        const [isAlike, atLeast] = RULES[kind];
        const group = rows.filter((each) => isAlike(row, each));
        if (group.length < atLeast) return [kind, null];
        const count = (field: 'ppln' | 'citizenId') => new Set(group.map((each) => each[field])).size;
        return [
          kind,
          {
            // Rows that are alike have the same token: here the first of them.
            token: group[0]?._id,
            rows: group.length,
            committees: count('ppln'),
            persons: count('citizenId'),
          },
        ];
      }),
    ),
  }));
}

type Matched = { readonly id: string } & Readonly<
  Record<(typeof KINDS)[number], { readonly token: string } | null>
>;

/** Puts in place of each token the first row that has it. */
function nameTokens(rows: readonly Matched[]): readonly object[] {
  const names = new Map<string, string>();
  return rows.map((row) => ({
    id: row.id,
    ...Object.fromEntries(
      KINDS.map((kind) => {
        const match = row[kind];
        if (match && !names.has(match.token)) names.set(match.token, row.id);
        return [kind, match && { ...match, token: names.get(match.token) }];
      }),
    ),
  }));
}

let electoral: TestSubgraph;
beforeAll(async () => {
  electoral = await startTestSubgraph(createElectoral());
});
afterAll(() => electoral.stop());

async function store(rows: readonly Row[]): Promise<void> {
  const voters = electoral.connection.collection('voters');
  await voters.deleteMany({});
  await voters.insertMany(rows.map((row) => ({ ...row }) as never));
}

const representations = (rows: readonly Row[]) => rows.map(({ _id: id }) => ({ __typename: 'Voter', id }));

describe('what rows are alike in', () => {
  it('is what comparing each with each finds, on a page and one by one', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (rows) => {
        await store(rows);
        const expected = compareAll(rows);
        const { data } = await electoral.ask(LIST, ALL);
        expect(nameTokens(data.voters.nodes)).toEqual(expected);
        const looked = await electoral.ask(LOOK_UP, ALL, { r: representations(rows) });
        expect(nameTokens(looked.data._entities)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('is not told to who may not see the whole list', async () => {
    const [rows = []] = fc.sample(lists, { numRuns: 1, seed: 1 });
    await store([...rows, ...rows.map((row) => ({ ...row, _id: `again-${row._id}` }))]);
    const { data, errors } = await electoral.ask(LIST, OWN);
    expect(errors).toBeUndefined();
    expect(data.voters.nodes.length).toBeGreaterThan(0);
    for (const { id, ...matches } of data.voters.nodes) {
      expect(Object.values(matches), id).toEqual([null, null, null, null]);
    }
  });

  it('has other tokens for another agency', async () => {
    const row = { ppln: '990501', fullName: 'SITI', sex: 'F', birthDate: '1990-01-01', nik: '1' };
    const stored = { ...row, addressKey: 'here', addressQuality: 'FULL' };
    await store(['a', 'b'].map((_id) => ({ ...stored, _id, citizenId: _id })));
    const tokens = async (agency: string) =>
      (await electoral.ask(LIST, { ...ALL, agency })).data.voters.nodes.map(
        ({ sameNik }: { readonly sameNik: { readonly token: string } }) => sameNik.token,
      );
    const [first, second] = await tokens('bawaslu');
    expect(first).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(second).toBe(first);
    expect(await tokens('kpu')).not.toContain(first);
  });
});

describe('a page of rows', () => {
  const page = (number: number, ppln: (index: number) => string): readonly Row[] =>
    Array.from({ length: number }, (_, index) => ({
      _id: `row-${String(index).padStart(4, '0')}`,
      citizenId: `person-${index}`,
      ppln: ppln(index),
      nik: `nik-${index}`,
      fullName: `NAME ${index}`,
      sex: 'F',
      birthDate: '1990-01-01',
      addressKey: `key-${index % 500}`,
      addressQuality: 'FULL',
      passportNumber: `Z${index}`,
    }));

  it.each([
    ['of one committee', () => '990501'],
    ['of many committees', (index: number) => `99${String(index % 50).padStart(4, '0')}`],
  ] as const)('%s costs one aggregation for each kind, over an index that covers it', async (_, ppln) => {
    await store(page(1_200, ppln));
    const plans = await explainCommands('aggregate', async () => {
      const { data, errors } = await electoral.ask(LIST, ALL);
      expect(errors).toBeUndefined();
      expect(data.voters.nodes).toHaveLength(1_000);
    });
    expect(plans).toHaveLength(4);
    for (const { totalDocsExamined, totalKeysExamined } of plans) {
      expect(totalDocsExamined).toBe(0);
      // A row has one place in an index, and the key after it is looked at too.
      expect(totalKeysExamined).toBeGreaterThanOrEqual(1_000);
      expect(totalKeysExamined).toBeLessThan(2.5 * 1_200);
    }
  });

  it.each([
    ['of one list', { pplnIn: ['990501'], methodIn: ['TPSLN'] }],
    ['of one committee', { pplnIn: ['990501'] }],
    ['of several lists', { pplnIn: ['990501', '990502'], methodIn: ['TPSLN', 'KSK'] }],
  ])('%s is read in the order of an index', async (_, filter) => {
    const rows = page(3_000, (index) => `99050${index % 3}`);
    await store(rows.map((row, index) => ({ ...row, method: index % 2 ? 'TPSLN' : 'POS' })));
    const operation =
      'query($filter: VoterFilter) { voters(first: 100, filter: $filter) { nodes { id } pageInfo { hasNextPage } } }';
    const [plan, ...others] = await explainCommands('find', async () => {
      expect((await electoral.ask(operation, ALL, { filter })).data.voters.nodes).toHaveLength(100);
    });
    expect(others).toEqual([]);
    expect(plan?.totalDocsExamined).toBeLessThanOrEqual(101);
    expect(JSON.stringify(plan)).not.toContain('"SORT"');
  });
});

interface Plan {
  readonly totalDocsExamined: number;
  readonly totalKeysExamined: number;
}

/** Lets the store tell how it answers the questions of one kind about voters that the subgraph asks meanwhile. */
async function explainCommands(
  wanted: 'aggregate' | 'find',
  work: () => Promise<void>,
): Promise<readonly Plan[]> {
  const asked: (readonly unknown[])[] = [];
  const end = electoral.onCommand((command, collection, args) => {
    if (command === wanted && collection === 'voters') asked.push(args);
  });
  await work();
  end();
  const voters = electoral.connection.collection('voters');
  return await Promise.all(
    asked.map(async ([question, options]) => {
      const cursor = voters[wanted](question as never, options as never);
      const told = (await cursor.explain('executionStats')) as unknown as {
        readonly stages?: readonly { readonly $cursor?: { readonly executionStats: Plan } }[];
        readonly executionStats?: Plan;
      };
      const plan = told.stages?.[0]?.$cursor?.executionStats ?? told.executionStats;
      if (!plan) throw new Error('The store does not tell how it answers.');
      return plan;
    }),
  );
}
