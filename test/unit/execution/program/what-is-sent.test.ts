import { describe, expect, it } from 'vitest';
import { composeStubs, runStubs, type StubCall } from './stub-program.ts';

/** What a program sends one subgraph of another's, and what of it the client gets to see. */

const parcels = composeStubs({
  depots: `
    type Query { parcels: [Parcel!] }
    type Parcel @key(fields: "id") { id: ID! weight: Int sender: String duty(zone: Int!): Int content: Content }
    interface Content { label: String next: Content }
    type Paper implements Content { label: String next: Paper pages: Int }
    type Secret implements Content @inaccessible { label: String next: Content code: String }`,
  quotes: `
    type Parcel @key(fields: "id") {
      id: ID!
      weight: Int @external
      duty(zone: Int!): Int @external
      content: Content @external
      near: String @requires(fields: "weight duty(zone: 1)")
      far(note: String): String @requires(fields: "duty(zone: 7)")
      seal: String @requires(fields: "content { label ... on Secret { code } }")
    }
    interface Content { label: String }
    type Paper implements Content { label: String @external }
    type Secret implements Content @inaccessible { label: String @external code: String @external }`,
});

/** Answers a fetch from the root with this parcel. */
const depot = (parcel: object) => ({ data: { parcels: [{ __typename: 'Parcel', id: 'p1', ...parcel }] } });

/** Answers with what came: `near` of `{"weight":2}` is `near {"weight":2}`. */
function echo({ query, variables }: StubCall) {
  const fields = ['near', 'far', 'seal'].filter((field) => query.includes(field));
  return {
    data: Object.fromEntries(
      Object.entries(variables)
        .filter(([, value]) => Array.isArray(value))
        .map(([name, value]) => {
          const alias = new RegExp(`(\\w+):_entities\\(representations:\\$${name}\\)`).exec(query)?.[1];
          const entities = (value as object[]).map((each) =>
            Object.fromEntries(fields.map((field) => [field, `${field} ${JSON.stringify(each)}`])),
          );
          return [alias ?? '_entities', entities];
        }),
    ),
  };
}

describe('a representation', () => {
  it('holds what is required with arguments under its own name, beside what the client asks of the same field', async () => {
    const program = parcels.compile('{ parcels { duty(zone: 5) near } }');
    const { data, calls } = await runStubs(program, {
      depots: depot({ duty: 50, duty__r0: 10, weight: 2 }),
      quotes: echo,
    });
    expect(calls[0]?.query).toContain('duty__r0:duty(zone:1)');
    expect(calls[1]?.variables).toEqual({
      representations: [{ __typename: 'Parcel', id: 'p1', duty: 10, weight: 2 }],
    });
    expect(data).toEqual({ parcels: [{ duty: 50, near: expect.any(String) }] });
  });

  it('is of each field by itself where two require one field with different arguments', async () => {
    const program = parcels.compile('query ($note: String) { parcels { near far(note: $note) } }');
    const { data } = await runStubs(
      program,
      { depots: depot({ duty__r0: 10, duty__r1: 70, weight: 2 }), quotes: echo },
      { note: 'slow' },
    );
    const [parcel] = (data?.parcels ?? []) as { near: string; far: string }[];
    expect(parcel?.near).toContain('"duty":10');
    expect(parcel?.far).toContain('"duty":70');
  });

  it('holds no value that a client gave the name of another', async () => {
    const program = parcels.compile('{ parcels { id: sender weight: sender near } }');
    const { data, calls } = await runStubs(program, {
      depots: depot({ __id: 's', __weight: 's', duty__r0: 10, weight: 2 }),
      quotes: echo,
    });
    expect(JSON.stringify(calls[1]?.variables)).not.toContain('"s"');
    expect(data).toEqual({ parcels: [{ id: 's', weight: 's', near: expect.any(String) }] });
  });

  it('holds what clients cannot see, which is null to them', async () => {
    const program = parcels.compile('{ parcels { content { __typename label } seal } }');
    const { data, errors, calls } = await runStubs(program, {
      depots: depot({ content: { __typename: 'Secret', label: 'sealed', code: '7' } }),
      quotes: echo,
    });
    expect(calls[1]?.variables).toEqual({
      representations: [{ __typename: 'Parcel', id: 'p1', content: { label: 'sealed', code: '7' } }],
    });
    expect(data).toEqual({ parcels: [{ content: null, seal: expect.any(String) }] });
    expect(errors).toEqual([]);
  });
});

describe('a field that is asked both of an interface and of the type that it is', () => {
  it('has all that either asks', async () => {
    const program = parcels.compile(
      '{ parcels { content { next { label } ... on Paper { next { pages } } } } }',
    );
    const { data } = await runStubs(program, {
      depots: depot({
        content: { __typename: 'Paper', next: { __typename: 'Paper', label: 'a', pages: 3 } },
      }),
    });
    expect(data).toEqual({ parcels: [{ content: { next: { label: 'a', pages: 3 } } }] });
  });
});

describe('an interface that no type implements', () => {
  it('gives what is asked of it, without a type', async () => {
    const signs = composeStubs({
      signs: 'type Query { sign: Sign } interface Sign @key(fields: "id") { id: ID! }',
      texts: `
        type Query { anySign: Sign }
        type Sign @key(fields: "id", resolvable: false) @interfaceObject { id: ID! text: String }`,
    });
    const program = signs.compile('{ anySign { id text } }');
    const { data, errors } = await runStubs(program, {
      texts: { data: { anySign: { id: '1', text: 'a' } } },
    });
    expect(data).toEqual({ anySign: { id: '1', text: 'a' } });
    expect(errors).toEqual([]);
  });
});
