import { describe, expect, test } from 'vitest';
import { composeStubs, entities, runStubs, type StubCall } from './stub-program.ts';

const graph = composeStubs({
  books: `
    type Query { books: [Book!] book(id: ID!): Book shelves: [[Book]] }
    type Mutation { add(title: String!): Book }
    type Book @key(fields: "id") { id: ID! title: String! pages: Int author: Author kind: Kind }
    type Author @key(fields: "id") { id: ID! }
    enum Kind { NOVEL ESSAY }`,
  people: `
    type Query { people: [Author] }
    type Mutation { hire(name: String!): Author }
    type Author @key(fields: "id") { id: ID! name: String! born: Int friends: [Author!] }
    type Book @key(fields: "id") { id: ID! reader: Author }`,
});

const AUTHORS = entities(({ id }) => ({ __typename: 'Author', name: `name of ${id}` }));

describe('a program', () => {
  test('puts what several subgraphs give together, and asks once for what is the same', async () => {
    const program = graph.compile('{ books { title author { name } } }');
    const { data, errors, calls } = await runStubs(program, {
      books: {
        data: {
          books: ['1', '2', '1'].map((id) => ({ title: 'T', author: { __typename: 'Author', id } })),
        },
      },
      people: AUTHORS,
    });
    expect(data).toEqual({
      books: ['1', '2', '1'].map((id) => ({ title: 'T', author: { name: `name of ${id}` } })),
    });
    expect(errors).toEqual([]);
    expect(calls[1]?.variables).toEqual({
      representations: [
        { __typename: 'Author', id: '1' },
        { __typename: 'Author', id: '2' },
      ],
    });
  });

  test('asks one subgraph at one level in one call', async () => {
    const program = graph.compile('{ books { author { name } reader { born } } }');
    const { data, calls } = await runStubs(program, {
      books: {
        data: { books: [{ __typename: 'Book', id: 'b', author: { __typename: 'Author', id: 'a' } }] },
      },
      people: entities((each) => (each.__typename === 'Book' ? { reader: { born: 1 } } : { name: 'N' })),
    });
    expect(data).toEqual({ books: [{ author: { name: 'N' }, reader: { born: 1 } }] });
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['books', 'people']);
  });

  test('sends no more than a thousand representations at once', async () => {
    const program = graph.compile('{ books { author { name } reader { born } } }');
    const ids = Array.from({ length: 1_200 }, (_, index) => `${index}`);
    const { data, calls } = await runStubs(program, {
      books: {
        data: { books: ids.map((id) => ({ __typename: 'Book', id, author: { __typename: 'Author', id } })) },
      },
      people: entities(({ __typename, id }) =>
        __typename === 'Book' ? { reader: { born: Number(id) } } : { name: `${id}` },
      ),
    });
    expect(data?.books).toEqual(ids.map((id) => ({ author: { name: id }, reader: { born: Number(id) } })));
    const counts = calls
      .slice(1)
      .map(({ variables }) =>
        Object.values(variables).reduce<number>((sum, list) => sum + (list as unknown[]).length, 0),
      );
    expect(counts).toEqual([1_000, 1_000, 400]);
  });

  test('makes changes one after the other, in the order in which they are asked', async () => {
    const program = graph.compile(
      'mutation { a: add(title: "1") { id } b: hire(name: "2") { name } c: add(title: "3") { id } }',
    );
    const order: string[] = [];
    const { data } = await runStubs(program, {
      books: async ({ query }: StubCall) => {
        const alias = /__[ac]/.exec(query)?.[0] ?? '';
        await new Promise((resolve) => setTimeout(resolve, alias === '__a' ? 5 : 0));
        order.push(alias);
        return { data: { [alias]: { id: alias } } };
      },
      people: () => {
        order.push('__b');
        return { data: { __b: { name: 'N' } } };
      },
    });
    expect(order).toEqual(['__a', '__b', '__c']);
    expect(data).toEqual({ a: { id: '__a' }, b: { name: 'N' }, c: { id: '__c' } });
  });

  test('gives a denied field as null, and loses what cannot be without it', async () => {
    const program = graph.compile('{ books { title pages } book(id: "1") { pages kind } }', {
      deny: ['title'],
    });
    const { data, errors } = await runStubs(program, {
      books: { data: { books: [{ pages: 1 }], book: { pages: 2, kind: 'NOVEL' } } },
    });
    expect(data).toEqual({ books: null, book: { pages: 2, kind: 'NOVEL' } });
    expect(errors).toEqual([]);
  });

  test('answers without any call where nothing is left to fetch', async () => {
    const program = graph.compile('{ books { pages } __typename }', { deny: ['books'], plan: undefined });
    const { data, calls } = await runStubs(program, {});
    expect(data).toEqual({ books: null, __typename: 'Query' });
    expect(calls).toEqual([]);
  });
});

describe('an error', () => {
  test('of an entity stands at every place that waits for it', async () => {
    const program = graph.compile('{ books { author { n: born } } }');
    const { data, errors } = await runStubs(program, {
      books: { data: { books: ['1', '2', '1'].map((id) => ({ author: { __typename: 'Author', id } })) } },
      people: {
        data: { _entities: [{ __n: null }, { __n: 7 }] },
        errors: [{ message: 'secret', path: ['_entities', 0, '__n'] }],
      },
    });
    expect(data).toEqual({ books: [null, 7, null].map((n) => ({ author: { n } })) });
    expect(errors.map(({ problem, path }) => [problem.code, path])).toEqual([
      ['SUBGRAPH_BAD_ANSWER', ['books', 0, 'author', 'n']],
      ['SUBGRAPH_BAD_ANSWER', ['books', 2, 'author', 'n']],
    ]);
    expect(JSON.stringify(errors)).not.toContain('secret');
  });

  test('is added where a null took something away and nobody said why', async () => {
    const program = graph.compile('{ books { title } }');
    const { data, errors } = await runStubs(program, { books: { data: { books: [{ title: null }] } } });
    expect(data).toEqual({ books: null });
    expect(errors.map(({ problem }) => [problem.code, problem.extensions.provider])).toEqual([
      ['SUBGRAPH_BAD_ANSWER', 'agency-of-books'],
    ]);
  });

  test('is told once for a call that failed, and what others gave stays', async () => {
    const program = graph.compile('{ books { pages author { born } } }');
    const { data, errors } = await runStubs(program, {
      books: { data: { books: [{ pages: 3, author: { __typename: 'Author', id: '1' } }] } },
      people: { kind: 'timeout', detail: 'x' },
    });
    expect(data).toEqual({ books: [{ pages: 3, author: { born: null } }] });
    expect(errors.map(({ problem, path }) => [problem.code, path])).toEqual([
      ['SUBGRAPH_TIMEOUT', undefined],
    ]);
  });
});

describe('a scalar of its own kind', () => {
  const any = composeStubs({ one: 'scalar Any type Query { any: Any list: [Any] other: String }' });

  test('comes through as it is, names that objects have by birth among it', async () => {
    const value = '{"constructor":[{"__proto__":{"toString":null}}],"toJSON":1}';
    const { data, errors } = await runStubs(any.compile('{ any list other }'), {
      one: `{"data":{"any":${value},"list":[${value},null,"x"],"other":"o"}}`,
    });
    expect(JSON.stringify(data)).toBe(`{"any":${value},"list":[${value},null,"x"],"other":"o"}`);
    expect(errors).toEqual([]);
  });

  test('that is deeper than can be written again takes nothing else with it', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { data, errors } = await runStubs(any.compile('{ any list other }'), {
      one: `{"data":{"any":${deep},"list":[1,{"a":${deep}}],"other":"o"}}`,
    });
    expect(JSON.stringify(data)).toBe('{"any":null,"list":[1,null],"other":"o"}');
    expect(errors.map(({ problem }) => problem.code)).toEqual(['SUBGRAPH_BAD_ANSWER']);
  });
});
