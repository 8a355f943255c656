import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsular } from '../subgraphs/consular/subgraph.ts';
import { createElectoral } from '../subgraphs/electoral/subgraph.ts';
import { createImmigration } from '../subgraphs/immigration/subgraph.ts';
import type { RowCondition, RowRule } from '../subgraphs/shared/grant-claims.ts';
import type { Subgraph } from '../subgraphs/shared/subgraph.ts';
import { createTraining } from '../subgraphs/training/subgraph.ts';
import { type CanaryPerson, createCanaryData } from './setup/canary-data.ts';
import { canaryRow, fillCanary } from './setup/fill-canary.ts';
import { startTestSubgraph, type TestSubgraph } from './setup/subgraph.ts';
import { storedId } from './setup/test-ids.ts';

const { persons } = createCanaryData();
const insider = person('jakarta');
const outsider = person('outsider');

/** Where rows of one type can be met, and the rules that agreements filter them by. */
interface RowTypeCase {
  readonly rowType: string;
  readonly collection: string;
  /** Root field that lists them, with a filter that only the outsider's row meets. */
  readonly list?: { readonly field: string; readonly outsiders?: string };
  /** Root field that looks one up by id. */
  readonly lookUp?: string;
  /** Whether the rows are entities themselves. */
  readonly isEntity: boolean;
  /** Field of `Citizen` that leads to them. */
  readonly join: string;
  readonly rules: readonly Rule[];
}

interface Rule {
  readonly title: string;
  readonly where: readonly RowCondition[];
  readonly admits: (person: CanaryPerson) => boolean;
}

function person(name: string): CanaryPerson {
  const found = persons.find((each) => each.name === name);
  if (!found) throw new Error(`The data set has nobody called ${name}.`);
  return found;
}

function ofPerson(subgraph: string): Rule {
  return {
    title: 'the person who asks',
    where: [{ attribute: 'person', op: 'eq', value: storedId(subgraph, insider) }],
    admits: (each) => each === insider,
  };
}

function linkedTo(link: string): Rule {
  return {
    title: `persons linked to ${link}`,
    where: [{ attribute: 'links', op: 'eq', value: link }],
    admits: ({ links }) => links.includes(link),
  };
}

const ofMission: Rule = {
  title: 'one mission',
  where: [{ attribute: 'mission', op: 'eq', value: 'KBRI-KUALA-LUMPUR' }],
  admits: ({ mission }) => mission === 'KBRI-KUALA-LUMPUR',
};

const CASES: readonly { readonly subgraph: Subgraph; readonly rowTypes: readonly RowTypeCase[] }[] = [
  {
    subgraph: createConsular(),
    rowTypes: [
      {
        rowType: 'ConsularCase',
        collection: 'consularcases',
        list: { field: 'consularCases', outsiders: 'filter: { missionIn: ["KJRI-HONG-KONG"] }' },
        lookUp: 'consularCase',
        isEntity: true,
        join: 'consularCases',
        rules: [ofPerson('consular'), linkedTo('kp2mi'), linkedTo('kemlu:KBRI-KUALA-LUMPUR'), ofMission],
      },
      {
        rowType: 'SelfReport',
        collection: 'selfreports',
        list: { field: 'selfReports', outsiders: 'filter: { missionIn: ["KJRI-HONG-KONG"] }' },
        isEntity: true,
        join: 'selfReport',
        rules: [ofPerson('consular'), linkedTo('kpu:990501'), linkedTo('kemlu:KBRI-KUALA-LUMPUR'), ofMission],
      },
    ],
  },
  {
    subgraph: createTraining(),
    rowTypes: [
      {
        rowType: 'Training',
        collection: 'trainings',
        list: { field: 'trainings' },
        lookUp: 'training',
        isEntity: true,
        join: 'trainings',
        rules: [
          ofPerson('training'),
          linkedTo('kp2mi'),
          {
            title: 'persons from one of several regions',
            where: [{ attribute: 'originRegency', op: 'startsWithAny', value: ['31', '35.09'] }],
            admits: ({ originRegency }) => originRegency === '31.71' || originRegency === '35.09',
          },
          {
            title: 'trainees of an association who consented',
            where: [
              { attribute: 'association', op: 'eq', value: 'hipki' },
              { attribute: 'consent', op: 'eq', value: 'true' },
            ],
            admits: ({ association, consent }) => association === 'hipki' && consent,
          },
          {
            title: 'institutions of a region',
            where: [{ attribute: 'institutionRegion', op: 'startsWith', value: '31' }],
            admits: ({ originRegency }) => originRegency === '31.71',
          },
        ],
      },
    ],
  },
  {
    subgraph: createElectoral(),
    rowTypes: [
      {
        rowType: 'Voter',
        collection: 'voters',
        list: { field: 'voters', outsiders: 'filter: { pplnIn: ["992001"] }' },
        lookUp: 'voter',
        isEntity: true,
        join: 'voters',
        rules: [
          ofPerson('electoral'),
          {
            title: 'one committee',
            where: [{ attribute: 'ppln', op: 'eq', value: '990501' }],
            admits: ({ ppln }) => ppln === '990501',
          },
        ],
      },
    ],
  },
  {
    subgraph: createImmigration(),
    rowTypes: [
      {
        rowType: 'Passport',
        collection: 'passports',
        list: { field: 'passports' },
        isEntity: true,
        join: 'passports',
        rules: [ofPerson('immigration'), linkedTo('kp2mi'), linkedTo('kemlu:KBRI-KUALA-LUMPUR')],
      },
      ...(['crossings', 'deferredApplications'] as const).map(
        (join): RowTypeCase => ({
          rowType: join === 'crossings' ? 'Crossing' : 'DeferredApplication',
          collection: join.toLowerCase(),
          isEntity: false,
          join,
          rules: [ofPerson('immigration'), linkedTo('kp2mi')],
        }),
      ),
    ],
  },
];

const REFERENCES = 'query($r: [_Any!]!) { _entities(representations: $r)';

describe.each(CASES)('$subgraph.name', ({ subgraph, rowTypes }) => {
  let running: TestSubgraph;
  beforeAll(async () => {
    running = await startTestSubgraph(subgraph, (connection) => fillCanary(connection, subgraph.name));
  });
  afterAll(() => running.stop());

  describe.each(rowTypes)(
    'rows of $rowType',
    ({ rowType, collection, list, lookUp, isEntity, join, rules }) => {
      const idOf = (each: CanaryPerson): string => canaryRow(subgraph.name, collection, each)._id;
      /** Asks as an agency whose grant has this rule, or none, for the row type. */
      const ask = async (
        rule: RowRule | undefined,
        operation: string,
        variables?: Record<string, unknown>,
      ) => {
        const rows = rule ? { [rowType]: rule } : {};
        const { data: answer, errors } = await running.ask(operation, { rows }, variables);
        expect(errors).toBeUndefined();
        return answer;
      };
      /** How many rows each of the persons has through `Citizen`. */
      const countJoined = async (rule: RowRule | undefined, citizens: readonly CanaryPerson[]) => {
        const selection = isEntity ? '{ id }' : '{ __typename }';
        const answer = await ask(rule, `${REFERENCES} { ... on Citizen { ${join} ${selection} } } }`, {
          r: citizens.map((each) => ({ __typename: 'Citizen', id: storedId(subgraph.name, each) })),
        });
        return answer._entities.map((citizen: Readonly<Record<string, unknown>>) => {
          const joined = citizen[join];
          return Array.isArray(joined) ? joined.length : Number(joined !== null);
        });
      };

      it('are nowhere without a rule', async () => {
        expect(await countJoined(undefined, [insider, outsider])).toEqual([0, 0]);
        if (list) {
          const answer = await ask(undefined, `{ ${list.field} { totalCount nodes { id } } }`);
          expect(answer[list.field]).toEqual({ totalCount: 0, nodes: [] });
        }
      });

      describe.each(rules)('with a rule for $title', ({ where, admits }) => {
        const rule: RowRule = { where };

        it('are reached from the persons inside and from no other', async () => {
          expect([insider, outsider].map(admits)).toEqual([true, false]);
          const counts = await countJoined(rule, persons);
          expect(counts).toEqual(persons.map((each) => Number(admits(each))));
        });

        if (list)
          it('are listed, counted and paged over only inside', async () => {
            const { field, outsiders } = list;
            const expected = persons.filter(admits).map(idOf).sort();
            const seen: string[] = [];
            let after: string | null = null;
            do {
              const answer: Record<string, Page> = await ask(
                rule,
                `query($after: String) { ${field}(first: 2, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
                { after },
              );
              const page = answer[field];
              expect(page?.totalCount).toBe(expected.length);
              seen.push(...(page?.nodes ?? []).map(({ id }) => id));
              after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
            } while (after !== null);
            expect(seen).toEqual(expected);
            if (outsiders !== undefined) {
              const answer = await ask(rule, `{ ${field}(${outsiders}) { totalCount nodes { id } } }`);
              expect(answer[field]).toEqual({ totalCount: 0, nodes: [] });
            }
          });

        if (lookUp)
          it('are looked up by id only inside', async () => {
            const answer = await ask(
              rule,
              `query($inside: ID!, $outside: ID!, $absent: ID!) {
            inside: ${lookUp}(id: $inside) { id citizen { id } }
            outside: ${lookUp}(id: $outside) { id }
            absent: ${lookUp}(id: $absent) { id }
          }`,
              { inside: idOf(insider), outside: idOf(outsider), absent: 'x'.repeat(22) },
            );
            expect(answer).toEqual({
              inside: { id: idOf(insider), citizen: { id: storedId(subgraph.name, insider) } },
              outside: null,
              absent: null,
            });
          });

        if (isEntity)
          it('resolve as references only inside', async () => {
            const answer = await ask(rule, `${REFERENCES} { ... on ${rowType} { id } } }`, {
              r: [outsider, insider].map((each) => ({ __typename: rowType, id: idOf(each) })),
            });
            expect(answer._entities).toEqual([null, { id: idOf(insider) }]);
          });
      });
    },
  );
});

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
