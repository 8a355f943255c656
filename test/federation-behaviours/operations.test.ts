import { describe, test } from 'vitest';
import { expectAnswer, subgraph } from '../setup/federated/expect-answer.ts';
import { startResolvedFederation } from '../setup/federated/local-federation.ts';

describe('changes', () => {
  function startBooks() {
    const book: string[] = [];
    const write = (word: string) => {
      book.push(word);
      return book.join(' ');
    };
    return startResolvedFederation({
      left: subgraph(
        `type Query { nothing: Int }
         type Mutation { left(word: String!): String leftPage: Page fail: Page must: Int! }
         type Page @key(fields: "id") { id: ID! }`,
        {
          Mutation: {
            left: (_: unknown, { word }: { word: string }) => write(word),
            leftPage: () => ({ id: write('page') }),
            fail: () => {
              throw new Error('no ink');
            },
            must: () => {
              throw new Error('no paper');
            },
          },
        },
      ),
      right: subgraph(
        'type Mutation { right(word: String!): String } type Page @key(fields: "id") { id: ID! read: String }',
        {
          Mutation: {
            right: async (_: unknown, { word }: { word: string }) => {
              await new Promise((resolve) => setTimeout(resolve, 5));
              return write(word);
            },
          },
          Page: { __resolveReference: ({ id }: { id: string }) => ({ id, read: `${id} of ${book.length}` }) },
        },
      ),
    });
  }

  test('happen one after the other, whosever they are, each with what is joined to it', () =>
    expectAnswer(
      startBooks,
      'mutation { a: right(word: "one") b: left(word: "two") c: left(word: "three") d: right(word: "four") leftPage { read } e: right(word: "five") }',
      {
        a: 'one',
        b: 'one two',
        c: 'one two three',
        d: 'one two three four',
        leftPage: { read: 'one two three four page of 5' },
        e: 'one two three four page five',
      },
    ));

  test('that fail leave the others', () =>
    expectAnswer(
      startBooks,
      'mutation { a: right(word: "one") fail { read } b: right(word: "two") }',
      { a: 'one', fail: null, b: 'one two' },
      { errorPaths: ['["fail"]'] },
    ));

  test('that fail and cannot be null take the answer, though not the other changes', () =>
    expectAnswer(startBooks, 'mutation { a: right(word: "one") must b: right(word: "two") }', null, {
      errorPaths: ['["must"]'],
      calls: ['right', 'left', 'right'],
    }));
});

describe('conditions', () => {
  const federation = startResolvedFederation({
    shop: subgraph(
      'type Query { item: Item items: [Item!] } type Item @key(fields: "id") { id: ID! name: String part: Part } type Part { size: Int kind: String }',
      {
        Query: {
          item: () => ({ id: 1, name: 'rope', part: { size: 1, kind: 'k' } }),
          items: () => [{ id: 1, name: 'rope' }],
        },
      },
    ),
    stock: subgraph(
      'type Item @key(fields: "id") { id: ID! left: Int place: Place } type Place { shelf: String row: Int }',
      {
        Item: { __resolveReference: () => ({ left: 0, place: { shelf: 'A', row: 0 } }) },
      },
    ),
  });

  test.each([
    [true, true, {}],
    [true, false, { left: 0 }],
    [false, true, {}],
    [false, false, {}],
  ])('include %s and skip %s on one field', async (yes, no, found) => {
    await expectAnswer(
      federation,
      'query($yes: Boolean!, $no: Boolean!) { item { name left @include(if: $yes) @skip(if: $no) } }',
      { item: { name: 'rope', ...found } },
      { variables: { yes, no }, calls: yes && !no ? ['shop', 'stock'] : ['shop'] },
    );
  });

  test.each([true, false])('a fragment of another subgraph with conditions inside (%s)', async (yes) => {
    await expectAnswer(
      federation,
      `query($yes: Boolean! = true, $never: Boolean = false) {
         item { ...Stock @include(if: $yes) ... @skip(if: $yes) { name } __typename @include(if: $yes) }
       }
       fragment Stock on Item { left place @skip(if: $never) { shelf row @skip(if: $yes) } }`,
      { item: yes ? { left: 0, place: { shelf: 'A' }, __typename: 'Item' } : { name: 'rope' } },
      { variables: { yes } },
    );
  });

  test('a field that is skipped in one place and not in another is there', () =>
    expectAnswer(
      federation,
      `query($no: Boolean!) {
         item { left @include(if: $no) ... @include(if: $no) { name } part { size @include(if: $no) } }
         item { left part { kind } }
       }`,
      { item: { left: 0, part: { kind: 'k' } } },
      { variables: { no: false } },
    ));

  test('everything skipped is an answer without fields, and nobody is called', () =>
    expectAnswer(
      federation,
      'query($no: Boolean!) { item @include(if: $no) { left } ... @skip(if: true) { items { name } } }',
      {},
      { variables: { no: false }, calls: [] },
    ));

  test.each([true, false])(
    'what is required and skipped keeps nothing else of the entity away (%s)',
    async (no) => {
      await expectAnswer(
        startResolvedFederation({
          desk: subgraph('type Query { forms: [Form] } type Form @key(fields: "id") { id: ID! pages: Int }', {
            Query: { forms: () => [{ id: 1, pages: 2 }] },
          }),
          archive: subgraph(
            `type Form @key(fields: "id") { id: ID! pages: Int @external weight: Int @requires(fields: "pages") year: Int twin: Form }`,
            {
              Form: {
                __resolveReference: (key: object) => key,
                weight: ({ pages }: { pages: number }) => pages * 5,
                year: () => 1999,
              },
            },
          ),
        }),
        'query($no: Boolean!) { forms { year ... on Form @skip(if: $no) { weight twin { id } } } }',
        { forms: [{ year: 1999, ...(!no && { weight: 10, twin: null }) }] },
        { variables: { no } },
      );
    },
  );

  test('a condition above a join holds for what is below', () =>
    expectAnswer(
      federation,
      'query($no: Boolean!, $yes: Boolean!) { item @include(if: $yes) { ... @skip(if: $no) { left } } items @include(if: $no) { left } }',
      { item: { left: 0 } },
      { variables: { no: false, yes: true } },
    ));
});

describe('errors of a subgraph', () => {
  const federation = startResolvedFederation({
    yard: subgraph(
      'type Query { boxes: [Box] same: [Box!] broken: Int other: Int grid: [[Box]] } type Box @key(fields: "id") { id: ID! }',
      {
        Query: {
          boxes: () => [{ id: 'ok' }, null, { id: 'bad' }, { id: 'ok2' }],
          same: () => [{ id: 'bad' }, { id: 'ok' }, { id: 'bad' }],
          broken: () => Promise.reject(new Error('broken')),
          other: () => 0,
          grid: () => [[], [{ id: 'ok' }, { id: 'bad' }]],
        },
      },
    ),
    scale: subgraph(
      'type Box @key(fields: "id") { id: ID! kilos: Int firm: Int! parts: [Part] } type Part { kilos: Int }',
      {
        Box: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          kilos: ({ id }: { id: string }) => (id === 'bad' ? Promise.reject(new Error('out of order')) : 7),
          firm: ({ id }: { id: string }) => (id === 'bad' ? Promise.reject(new Error('out of order')) : 7),
          parts: ({ id }: { id: string }) => [
            { kilos: 1 },
            { kilos: () => (id === 'bad' ? Promise.reject(new Error('no')) : 2) },
          ],
        },
      },
    ),
  });

  test('leave what others gave, and tell their places', () =>
    expectAnswer(
      federation,
      '{ broken other boxes { id kilos } }',
      {
        broken: null,
        other: 0,
        boxes: [{ id: 'ok', kilos: 7 }, null, { id: 'bad', kilos: null }, { id: 'ok2', kilos: 7 }],
      },
      { errorPaths: ['["broken"]', '["boxes",2,"kilos"]'] },
    ));

  test('of an entity that stands in several places are told for each', () =>
    expectAnswer(
      federation,
      '{ same { id kilos } }',
      {
        same: [
          { id: 'bad', kilos: null },
          { id: 'ok', kilos: 7 },
          { id: 'bad', kilos: null },
        ],
      },
      { errorPaths: ['["same",0,"kilos"]', '["same",2,"kilos"]'] },
    ));

  test('below an entity, in lists of lists, under aliases', () =>
    expectAnswer(
      federation,
      '{ g: grid { p: parts { k: kilos } } }',
      {
        g: [[], [{ p: [{ k: 1 }, { k: 2 }] }, { p: [{ k: 1 }, { k: null }] }]],
      },
      { errorPaths: ['["g",1,1,"p",1,"k"]'] },
    ));

  test('of a field that is asked for twice, once for a type, are told', () =>
    expectAnswer(
      federation,
      '{ ... on Query @include(if: true) { same { id } } same { ... on Box { parts { a: kilos } } parts { kilos } } }',
      {
        same: [
          {
            id: 'bad',
            parts: [
              { a: 1, kilos: 1 },
              { a: null, kilos: null },
            ],
          },
          {
            id: 'ok',
            parts: [
              { a: 1, kilos: 1 },
              { a: 2, kilos: 2 },
            ],
          },
          {
            id: 'bad',
            parts: [
              { a: 1, kilos: 1 },
              { a: null, kilos: null },
            ],
          },
        ],
      },
      {
        errorPaths: [0, 2].flatMap((row) =>
          ['a', 'kilos'].map((name) => `["same",${row},"parts",1,"${name}"]`),
        ),
      },
    ));

  test('in a field that cannot be null take the entity away', () =>
    expectAnswer(
      federation,
      '{ boxes { firm } }',
      { boxes: [{ firm: 7 }, null, null, { firm: 7 }] },
      {
        errorPaths: ['["boxes",2,"firm"]'],
      },
    ));
});
