import { print, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import { createDisclosureProblem } from '../../../gateway/planning/disclosure-problem.ts';
import {
  askerView,
  createDisclosureGraph,
  type DisclosureGraph,
  letSend,
  planText,
} from '../../setup/disclosure-graph.ts';

const graph = createDisclosureGraph({
  north: `
    type Query { people: [Person] person(id: ID!): Person things: [Thing] }
    type Mutation { rename(id: ID!, name: String): Person }
    type Person @key(fields: "id") @classified(as: GENERAL) {
      id: ID! name: String taxId: String address: Address friend: Person
    }
    type Address @classified(as: GENERAL) { street: String city: City }
    type City @key(fields: "code") @classified(as: PUBLIC) { code: ID! name: String }
    interface Thing @key(fields: "id") { id: ID! @classified(as: GENERAL) title: String @classified(as: GENERAL) }
    type Book implements Thing @key(fields: "id") @classified(as: GENERAL) { id: ID! title: String pages: Int }
    type Car implements Thing @key(fields: "id") @classified(as: GENERAL) { id: ID! title: String owner: Person }`,
  south: `
    type Query { audits: [Audit] }
    type Audit @classified(as: OPERATIONAL) { person: Person note: String }
    type Person @key(fields: "id") @classified(as: GENERAL) {
      id: ID!
      taxId: String @federation__external
      rank: Int
      income: Int @federation__requires(fields: "taxId")
    }
    type City @key(fields: "code") @classified(as: PUBLIC) { code: ID! budget: Int }
    type Visit @key(fields: "id") @classified(as: OPERATIONAL) { id: ID! cost: Int }
    type Book @key(fields: "id") @classified(as: GENERAL) { id: ID! loans: Int }
    type Car @key(fields: "id") @classified(as: GENERAL) { id: ID! fines: Int }`,
  west: `
    type Person @key(fields: "id") @classified(as: GENERAL) {
      id: ID!
      income: Int @federation__external
      address: Address @federation__external
      visits: [Visit]
      grade: String @federation__requires(fields: "income")
      post: String @federation__requires(fields: "address { street city { code } }")
    }
    type Address @classified(as: GENERAL) { street: String @federation__external city: City @federation__external }
    type City @key(fields: "code") @classified(as: PUBLIC) { code: ID! trees: Int }
    type Visit @key(fields: "id") @classified(as: OPERATIONAL) { id: ID! at: String }`,
});

const KEYS = [
  letSend('north', 'south', { Person: ['id'] }),
  letSend('north', 'west', { Person: ['id'] }),
  letSend('south', 'north', { Person: ['id'] }),
  letSend('south', 'west', { Person: ['id'] }),
  letSend('west', 'south', { Visit: ['id'] }),
];

async function plan(text: string, agreements: readonly Agreement[] = KEYS, on: DisclosureGraph = graph) {
  const view = askerView(on, agreements);
  const planned = await planText(on, view, text);
  return {
    ...planned,
    fetched: JSON.stringify(planned.plan ?? {}),
    left: planned.cut?.document ? print(planned.cut.document).replace(/\s+/g, ' ') : '',
    problems: planned.undisclosed.map((cause) => createDisclosureProblem(cause, view)),
  };
}

function fieldsOf({ problems }: Awaited<ReturnType<typeof plan>>): readonly unknown[] {
  return [...new Set(problems.map(({ extensions }) => extensions.field))];
}

describe('a key', () => {
  test('is sent where the provider and the recipient have agreed', async () => {
    const planned = await plan('{ people { name rank visits { at cost } } }');
    expect(planned.problems).toEqual([]);
    for (const agency of ['north', 'south', 'west']) expect(planned.fetched).toContain(`"${agency}"`);
  });

  test('is not sent otherwise: what needs it is denied with the reason, and the rest is planned again', async () => {
    const planned = await plan('{ people { name rank visits { at cost } } }', KEYS.slice(1));
    expect(planned.left).toBe('{ people { name visits { at cost } } }');
    expect(planned.problems).toMatchObject([
      {
        code: 'DISCLOSURE_NOT_AGREED',
        status: 403,
        extensions: {
          coordinate: 'Person.id',
          field: 'Person.rank',
          provider: 'north',
          recipient: 'south',
          purpose: 'PROTECTION_CASE',
          reason: 'NO_AGREEMENT',
          remedy: 'Leave out what needs it, or ask north and south for an agreement.',
        },
      },
    ]);
    expect(planned.fetched).not.toContain('rank');
  });

  test('is that of the agency whose subgraph supplied it in this plan, not that of whoever knows it', async () => {
    const agreements = [letSend('north', 'west', { Person: ['id'] })];
    expect(fieldsOf(await plan('{ people { visits { at } } }', agreements))).toEqual([]);
    expect(fieldsOf(await plan('{ audits { person { visits { at } } } }', agreements))).toEqual([
      'Person.visits',
    ]);
  });

  test('of an entity below goes with the field below, and what is around it stays', async () => {
    const planned = await plan('{ people { name visits { at cost } } }', KEYS.slice(0, 4));
    expect(planned.left).toBe('{ people { name visits { at } } }');
    expect(planned.problems).toMatchObject([
      { extensions: { field: 'Visit.cost', provider: 'west', recipient: 'south', coordinate: 'Visit.id' } },
    ]);
  });

  test('may be asked for by the client all the same', async () => {
    const planned = await plan('{ people { id rank } }', []);
    expect(planned.left).toBe('{ people { id } }');
    const aliased = await plan('{ people { id: name x: id rank } }', []);
    expect(aliased.left).toBe('{ people { id: name x: id } }');
  });

  test('of one type of an interface leaves the fields of the others', async () => {
    const text = '{ things { title ... on Book { loans } ... on Car { fines } } }';
    const planned = await plan(text, [letSend('north', 'south', { Book: ['id'] })]);
    expect(planned.left).toContain('loans');
    expect(planned.left).not.toContain('fines');
    expect(fieldsOf(planned)).toEqual(['Car.fines']);
  });
});

describe('an input of @requires', () => {
  test('is a disclosure of its own: only the field that requires it goes', async () => {
    const planned = await plan('{ people { name rank income } }');
    expect(planned.left).toBe('{ people { name rank } }');
    expect(planned.problems).toMatchObject([
      {
        extensions: {
          field: 'Person.income',
          coordinate: 'Person.taxId',
          provider: 'north',
          recipient: 'south',
        },
      },
    ]);
  });

  test('is sent where it is agreed', async () => {
    const planned = await plan('{ people { income } }', [
      letSend('north', 'south', { Person: ['id', 'taxId'] }),
    ]);
    expect(planned.problems).toEqual([]);
  });

  test('is found at the end of a chain, and what requires what requires it goes', async () => {
    const planned = await plan('{ people { name grade rank } }', [
      ...KEYS,
      letSend('south', 'west', { Person: ['income'] }, { id: 'K2' }),
    ]);
    expect(planned.left).toBe('{ people { name rank } }');
    expect(planned.problems).toMatchObject([
      {
        extensions: {
          field: 'Person.grade',
          coordinate: 'Person.taxId',
          provider: 'north',
          recipient: 'south',
        },
      },
    ]);
  });

  test('is found in the middle of a chain', async () => {
    const planned = await plan('{ people { name grade income } }', [
      ...KEYS,
      letSend('north', 'south', { Person: ['taxId'] }, { id: 'K2' }),
    ]);
    expect(planned.left).toBe('{ people { name income } }');
    expect(planned.problems).toMatchObject([
      {
        extensions: {
          field: 'Person.grade',
          coordinate: 'Person.income',
          provider: 'south',
          recipient: 'west',
        },
      },
    ]);
  });

  test('is looked at in every field of a nested one', async () => {
    const text = '{ people { name post } }';
    const given = { Person: ['id', 'address'], Address: ['street', 'city'], City: ['code'] };
    expect(fieldsOf(await plan(text, [letSend('north', 'west', given)]))).toEqual([]);
    for (const coordinate of ['Person.address', 'Address.street', 'Address.city', 'City.code']) {
      const [type = '', field = ''] = coordinate.split('.');
      const less = Object.fromEntries(
        Object.entries(given).map(([each, fields]) => [
          each,
          each === type ? fields.filter((name) => name !== field) : fields,
        ]),
      );
      const planned = await plan(text, [letSend('north', 'west', less)]);
      expect(planned.left, coordinate).toBe('{ people { name } }');
      expect(planned.problems.map(({ extensions }) => extensions.coordinate)).toEqual([coordinate]);
    }
  });
});

describe('an input of @requires with an argument', () => {
  const rated = createDisclosureGraph({
    north: `
      type Query { people: [Person] }
      type Person @key(fields: "id") @classified(as: GENERAL) { id: ID! rate(year: Int): Int }`,
    south: `
      type Person @key(fields: "id") @classified(as: GENERAL) {
        id: ID!
        rate(year: Int): Int @federation__external
        old: Int @federation__requires(fields: "rate(year: 2000)")
        new: Int @federation__requires(fields: "rate(year: 2020)")
      }`,
  });

  test('is a disclosure of the field that it is, under whatever name it is planned', async () => {
    const text = '{ people { rate(year: 1) old new } }';
    const keys = letSend('north', 'south', { Person: ['id'] });
    const planned = await plan(text, [keys], rated);
    expect(planned.left).toBe('{ people { rate(year: 1) } }');
    expect(new Set(planned.problems.map(({ extensions }) => extensions.coordinate))).toEqual(
      new Set(['Person.rate']),
    );
    expect(fieldsOf(planned)).toEqual(expect.arrayContaining(['Person.old', 'Person.new']));
    const agreed = letSend('north', 'south', { Person: ['id', 'rate'] });
    expect((await plan(text, [agreed], rated)).problems).toEqual([]);
  });
});

describe('an agreement', () => {
  test.each([
    ['for officers says nothing about subgraphs', { holder: 'agency' as const }, {}, 'NO_AGREEMENT'],
    ['for another purpose is named', { purposes: ['STATISTICS' as const] }, {}, 'OTHER_PURPOSE'],
    ['that is suspended is named', {}, { status: 'suspended' as const }, 'SUSPENDED'],
    ['that has ended is named', {}, { validUntil: '2026-06-14' }, 'ENDED'],
  ])('%s', async (_, clause, details, reason) => {
    const [agreement] = [letSend('north', 'south', { Person: ['id'] }, details)];
    const changed = { ...agreement, clauses: agreement?.clauses.map((each) => ({ ...each, ...clause })) };
    const planned = await plan('{ people { name rank } }', [changed as Agreement]);
    expect(planned.left).toBe('{ people { name } }');
    expect(planned.problems).toMatchObject([{ extensions: { reason } }]);
    const isNamed = reason !== 'NO_AGREEMENT';
    expect(planned.problems[0]?.extensions.agreement).toBe(isNamed ? 'K-north-south' : undefined);
    expect(planned.problems[0]?.extensions.clause).toBe(isNamed ? 'join' : undefined);
  });

  test('between two subgraphs gives an officer nothing', async () => {
    const view = askerView(graph, []);
    expect(view.field('Person.taxId').kind).toBe('allowed');
    const consumer = graph.participants.agencies.get('south');
    if (!consumer) throw new Error('South does not take part.');
    const { compileView } = await import('../../../gateway/access/view.ts');
    const south = compileView(
      graph.graph,
      graph.participants,
      [letSend('north', 'south', { Person: ['id', 'taxId'] })],
      { ...view.question, consumer },
      'v1',
    );
    expect(south.field('Person.taxId')).toMatchObject({ kind: 'denied', reason: 'NO_AGREEMENT' });
    expect(south.agreements('north')).toEqual([]);
  });
});

describe('what cannot be answered', () => {
  test('leaves the rows, which nobody else has to be told of', async () => {
    const planned = await plan('{ people { rank } }', []);
    expect(planned.left).toBe('{ people { __typename } }');
    expect(fieldsOf(planned)).toEqual(['Person.rank']);
  });

  test('is denied at every place where it stands, and at no other', async () => {
    const planned = await plan(
      '{ people { name friend { rank name } } audits { person { ...P } } } fragment P on Person { rank visits { at } }',
      [letSend('south', 'west', { Person: ['id'] })],
    );
    expect(planned.left).toBe(
      '{ people { name friend { name } } audits { person { ... on Person { rank visits { at } } } } }',
    );
  });

  test('below a change is null, and the change itself is one of the whole', async () => {
    const planned = await plan('mutation { rename(id: 1, name: "n") { name rank } }', []);
    expect(planned.cut?.deniesMutation).toBe(false);
    expect(planned.left).toBe('mutation { rename(id: 1, name: "n") { name } }');
  });

  test('is among the denied nodes of the document as it was asked', async () => {
    const planned = await plan('{ people { name rank } }', []);
    const denied: string[] = [];
    if (!planned.data) throw new Error('Nothing was asked.');
    visit(planned.data, {
      Field(node) {
        if (planned.cut?.deniedNodes.has(node)) denied.push(node.name.value);
      },
    });
    expect(denied).toEqual(['rank']);
  });
});
