import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import { compileView } from '../../../gateway/access/view.ts';
import { describeUse } from '../../../gateway/execution/operation-use.ts';
import { askerView, createDisclosureGraph, letSend, planText } from '../../setup/disclosure-graph.ts';
import { agreementOf, type ClauseSketch } from '../../setup/small-graph.ts';

const graph = createDisclosureGraph({
  north: `
    type Query { people(name: String @reads(coordinates: ["Person.name"])): [Person] }
    type Person @key(fields: "id") @classified(as: GENERAL) { id: ID! name: String age: Int }`,
  south: `
    type Person @key(fields: "id") @classified(as: GENERAL) {
      id: ID! name: String @federation__external wage: Int rank: Int @federation__requires(fields: "name")
    }`,
});

const version = (digit: string) => digit.repeat(64);

/** What the use of a text rests on, where `asker` has these clauses of north and of south. */
async function useOf(
  text: string,
  clauses: { readonly north: readonly ClauseSketch[]; readonly south: readonly ClauseSketch[] },
  joins: readonly Agreement[] = [],
) {
  const consumer = graph.participants.agencies.get('asker');
  if (!consumer) throw new Error('Nobody asks.');
  const given = Object.entries(clauses).map(([provider, own], index) =>
    agreementOf(own, { id: `Z-${provider}`, provider, consumer: 'asker', version: version(String(index)) }),
  );
  const question = { consumer, holder: 'agency', purpose: 'PROTECTION_CASE', today: '2026-06-15' } as const;
  const view = compileView(graph.graph, graph.participants, [...given, ...joins], question, 'v1');
  return describeUse(view, await planText(graph, view, text));
}

const PERSON = { Query: ['people'], Person: ['id', 'name'] };

describe('the use of an operation', () => {
  test('names the agreements and clauses that it rests on, with their versions', async () => {
    const use = await useOf(
      'query ($name: String) { people(name: $name) { name age wage rank } }',
      {
        north: [
          { id: 'b', allow: PERSON, inputs: { 'Query.people': ['name'] } },
          { id: 'a', allow: { Person: ['age'] } },
          { id: 'unused', allow: { Person: ['id'] } },
        ],
        south: [{ allow: { Person: ['wage', 'rank'] } }],
      },
      [letSend('north', 'south', { Person: ['id', 'name'] }, { version: version('9') })],
    );
    expect(use).toEqual({
      decision: 'given',
      denied: [],
      agreements: [
        { id: 'K-north-south', clauses: ['join'], version: version('9') },
        { id: 'Z-north', clauses: ['a', 'b'], version: version('0') },
        { id: 'Z-south', clauses: ['c1'], version: version('1') },
      ],
      planned: [{ provider: 'north', recipient: 'south', coordinates: ['Person.id', 'Person.name'] }],
      shownFrom: null,
    });
  });

  test('says what was denied, by its field and code, and that the rest was given in part', async () => {
    const use = await useOf(
      '{ people { name age wage rank } }',
      { north: [{ allow: PERSON }], south: [{ allow: { Person: ['wage', 'rank'] } }] },
      [letSend('north', 'south', { Person: ['id'] })],
    );
    expect(use.decision).toBe('given-in-part');
    expect(use.denied).toEqual([
      { coordinate: 'Person.age', code: 'FIELD_NOT_AGREED' },
      { coordinate: 'Person.rank', code: 'DISCLOSURE_NOT_AGREED' },
    ]);
    expect(use.planned).toEqual([{ provider: 'north', recipient: 'south', coordinates: ['Person.id'] }]);
  });

  test('is refused where nothing is left', async () => {
    const use = await useOf('{ people { name } }', { north: [], south: [] });
    expect(use).toMatchObject({ decision: 'refused', agreements: [], planned: [] });
    expect(use.denied.map(({ coordinate }) => coordinate)).toContain('Query.people');
  });

  test('hands nothing on where one agency has all of it', async () => {
    const use = await useOf('{ people { name } }', { north: [{ allow: PERSON }], south: [] });
    expect(use).toMatchObject({ decision: 'given', planned: [] });
  });

  test('is shown from the latest of the days that its clauses say', async () => {
    const clauses = {
      north: [
        { id: 'a', allow: { Query: ['people'] }, shownToPersonFrom: '2027-01-01' },
        { id: 'b', allow: { Person: ['name'] }, shownToPersonFrom: '2028-01-01' },
        { id: 'c', allow: { Person: ['age'] }, shownToPersonFrom: '2029-01-01' },
      ],
      south: [],
    };
    expect((await useOf('{ people { name } }', clauses)).shownFrom).toBe('2028-01-01');
    expect((await useOf('{ people { age name } }', clauses)).shownFrom).toBe('2029-01-01');
  });
});

test('asking of the schema alone hands nothing on and is given', async () => {
  const view = askerView(graph, []);
  const use = describeUse(view, await planText(graph, view, '{ __schema { queryType { name } } }'));
  expect(use).toEqual({ decision: 'given', denied: [], agreements: [], planned: [], shownFrom: null });
});
