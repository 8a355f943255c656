import { describe, expect, test } from 'vitest';
import { composeStubs, entities, runStubs } from './stub-program.ts';

const graph = composeStubs({
  civil: `
    type Query { citizen(id: ID!): Citizen citizens(ids: [ID!]): [Citizen!] things: [Thing] names: Named }
    type Citizen implements Named @key(fields: "id") { id: ID! name: String nik: String relatives: [ID] names: [String] }
    type Region implements Named { id: ID! name: String }
    interface Named { id: ID! name: String }
    union Thing = Citizen | Region`,
  ministry: `type Citizen @key(fields: "id") { id: ID! name: String @external worker: Worker checked: String @requires(fields: "name") } type Worker @key(fields: "id") { id: ID! wage: Int }`,
});
const PAIRWISE = new Set([
  'Citizen.id',
  'Citizen.relatives',
  'Worker.id',
  'Query.citizen(id:)',
  'Query.citizens(ids:)',
]);
const ids = { pairwise: PAIRWISE, providerOf: (subgraph: string) => subgraph };

describe('an id of a person', () => {
  test('is to each subgraph and to the client the one that they know', async () => {
    const program = graph.compile('query($id: ID!) { citizen(id: $id) { id worker { id wage } } }', ids);
    const { data, errors, calls } = await runStubs(
      program,
      {
        civil: { data: { citizen: { __typename: 'Citizen', id: '7@civil' } } },
        ministry: entities(() => ({ worker: { id: 'w@ministry', wage: 3 } })),
      },
      { id: '7@kemlu' },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ citizen: { id: '7@kemlu', worker: { id: 'w@kemlu', wage: 3 } } });
    expect(calls.map(({ variables }) => variables)).toEqual([
      { id: '7@civil' },
      { representations: [{ __typename: 'Citizen', id: '7@ministry' }] },
    ]);
  });

  test('is told apart from others of the same name, and sent with what else is needed', async () => {
    const program = graph.compile('{ citizens { checked } }', ids);
    const { calls } = await runStubs(program, {
      civil: {
        data: {
          citizens: ['1', '2', '1'].map((id) => ({ __typename: 'Citizen', id: `${id}@civil`, name: 'Siti' })),
        },
      },
      ministry: entities(() => ({ checked: 'yes' })),
    });
    expect(calls[1]?.variables).toEqual({
      representations: ['1', '2'].map((id) => ({
        __typename: 'Citizen',
        id: `${id}@ministry`,
        name: 'Siti',
      })),
    });
  });

  test('is translated in lists, and a null in them stays one', async () => {
    const program = graph.compile('query($ids: [ID!]) { citizens(ids: $ids) { relatives name } }', ids);
    const { data, calls } = await runStubs(
      program,
      { civil: { data: { citizens: [{ relatives: ['1@civil', null, '2@civil'], name: 'N' }] } } },
      { ids: ['1@kemlu', '2@kemlu'] },
    );
    expect(calls[0]?.variables).toEqual({ ids: ['1@civil', '2@civil'] });
    expect(data).toEqual({ citizens: [{ relatives: ['1@kemlu', null, '2@kemlu'], name: 'N' }] });
  });

  test('of another agency is none: the answer that holds it is a bad one', async () => {
    const program = graph.compile(
      '{ citizens { id worker { wage } } things { ... on Citizen { id } } }',
      ids,
    );
    const { data, errors, calls } = await runStubs(program, {
      civil: {
        data: {
          citizens: [{ __typename: 'Citizen', id: '7@ministry' }],
          things: [{ __typename: 'Citizen', id: 'canary' }],
        },
      },
    });
    expect(data).toEqual({ citizens: null, things: [null] });
    expect(errors.map(({ problem }) => problem.code)).toEqual(['SUBGRAPH_BAD_ANSWER']);
    // Nobody is asked about whom it is not known who they are.
    expect(JSON.stringify(calls.slice(1))).not.toContain('7');
  });

  test('is told from the code of a region by the type of the object', async () => {
    const program = graph.compile('{ things { ... on Named { id } } names { id } }', ids);
    const { data } = await runStubs(program, {
      civil: {
        data: {
          things: [
            { __typename: 'Citizen', id: '7@civil' },
            { __typename: 'Region', id: '32' },
          ],
          names: { __typename: 'Region', id: '33' },
        },
      },
    });
    expect(data).toEqual({ things: [{ id: '7@kemlu' }, { id: '32' }], names: { id: '33' } });
  });
});

describe('a mask', () => {
  const masks: Readonly<Record<string, (value: unknown) => unknown>> = {
    'Citizen.nik': (value) => `****${String(value).slice(-4)}`,
    'Citizen.name': (value) => String(value).slice(0, 1),
    'Citizen.names': (value) => `${String(value).length}`,
  };
  const masked = { maskOf: (coordinate: string) => masks[coordinate] };

  test('is on the value wherever it stands, and on no null', async () => {
    const program = graph.compile('{ citizens { nik n: nik names } }', masked);
    const { data } = await runStubs(program, {
      civil: {
        data: {
          citizens: [
            { nik: '3578010101900001', __n: '3578010101900001', names: ['ab', null] },
            { nik: null, __n: null, names: null },
          ],
        },
      },
    });
    expect(data).toEqual({
      citizens: [
        { nik: '****0001', n: '****0001', names: ['2', null] },
        { nik: null, n: null, names: null },
      ],
    });
  });

  test('is on the objects of its type alone, and on what does not say its type nothing is shown', async () => {
    const program = graph.compile('{ things { ... on Named { name } } names { name } }', masked);
    const { data } = await runStubs(program, {
      civil: {
        data: {
          things: [
            { __typename: 'Citizen', name: 'Siti' },
            { __typename: 'Region', name: 'Jawa' },
          ],
          names: { name: 'canary' },
        },
      },
    });
    expect(data).toEqual({ things: [{ name: 'S' }, { name: 'Jawa' }], names: { name: null } });
  });
});
