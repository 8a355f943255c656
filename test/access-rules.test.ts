import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Mask, type Purpose, TEXT_MASKS } from '../gateway/access/agreement.ts';
import { readSupergraph } from '../gateway/composition/read-supergraph.ts';
import { schemaFolder } from './project-agreements.ts';
import { type Rule, readRules } from './rules-table.ts';
import { type CanaryPerson, createCanaryData } from './setup/canary-data.ts';
import { type Answer, type Federation, startFederation } from './setup/federation.ts';
import { canaryRow } from './setup/fill-canary.ts';
import { pathBelowCitizen, selectWhole, valuesAt } from './setup/graph-paths.ts';
import { reducedValue, selectReduced, shownUnder } from './setup/masked-values.ts';
import { idAt, OWNERS, translateId } from './setup/test-ids.ts';

/**
 * Every row of the table of rules, asked through the real gateway, subgraphs and store, about a person whom
 * the consumer's rows cover.
 */

/** Types whose every field is public, and how their rows are listed. */
const PUBLIC_TYPES = new Map([
  ['Mission', 'missions { %s }'],
  ['Country', 'countries { %s }'],
  ['Region', 'regions { %s }'],
  ['P3MI', 'p3miCompanies { nodes { %s } }'],
  ['Statistics', 'statistics(year: 2024) { %s }'],
]);

const UNITS = new Map([
  ['kemlu', 'KBRI-KUALA-LUMPUR'],
  ['kpu', '990501'],
]);

const { persons, cells, documents } = createCanaryData();
const graph = readSupergraph(readFileSync(join(schemaFolder, 'supergraph.graphql'), 'utf8'));
const rules = readRules();
const fieldRules = rules.filter(({ field }) => field !== '*');
const publicRules = rules.filter(({ field }) => field === '*');

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'access_rules_',
    documents,
  });
});
afterAll(async () => {
  await federation.stop();
});

/** A person whom all agreements of this agency cover. */
function insiderOf(agency: string): CanaryPerson {
  const regions = new Map([['bontang', 1], ['pelita', 1], ['flores-timur', 2], ['probolinggo', 3], ['jember', 4]]); // biome-ignore format: one line
  const person = persons[regions.get(agency) ?? 0];
  if (!person) throw new Error('The data set has no such person.');
  return person;
}

/** How the person is reached, by what an agency may look up. */
const ROOTS = {
  id: { query: 'query ($id: ID) { citizen(id: $id) { %s } }', coordinate: 'Query.citizen(id:)' },
  nik: { query: 'query ($nik: NIK) { citizen(nik: $nik) { %s } }', coordinate: 'Query.citizen(nik:)' },
  me: { query: '{ citizen: me { %s } }', coordinate: 'Query.me' },
} as const;

/** How an officer for data protection, who has no other way to a person, comes from a record of their own agency. */
const OWN_ROOTS = new Map([
  ['kp2mi', ownRoot('worker', 'ministry', 'workers')],
  ['kemlu', ownRoot('consularCase', 'consular', 'consularcases')],
  ['kpu', ownRoot('voter', 'electoral', 'voters')],
  ...['dki-jakarta', 'bontang', 'flores-timur', 'probolinggo', 'jember'].map(
    (agency) => [agency, ownRoot('training', 'training', 'trainings')] as const,
  ),
]);

function ownRoot(field: string, subgraph: string, collection: string) {
  return {
    query: `query ($row: ID!) { row: ${field}(id: $row) { citizen { %s } } }`,
    coordinate: `Query.${field}`,
    rowOf: (agency: string) => {
      const stored = canaryRow(subgraph, collection, insiderOf(agency))._id;
      return translateId(stored, OWNERS.get(subgraph) ?? '', agency);
    },
  };
}

interface Asked {
  readonly answer: Answer;
  readonly root: string;
}

/** The reduced fields that stand for a mask of a field. */
function reducedFields(full: string, mask: Mask): readonly string[] {
  return [...graph.reductions]
    .filter(([, reductions]) => reductions.some((each) => each.from === full && each.mask === mask))
    .map(([reduced]) => reduced);
}

/** Expects that a text comes masked, and nowhere bare. */
function expectMasked(
  agency: string,
  coordinate: string,
  mask: Mask,
  values: readonly unknown[],
  where: string,
) {
  const person = insiderOf(agency);
  const text = cells.find((cell) => cell.coordinate === coordinate && cell.person === person)?.text ?? '';
  expect(text, where).not.toBe('');
  expect(values, where).toEqual([shownUnder(mask, text)]);
  expect(where).not.toContain(text);
}

/** Expects that the full field is denied, that the error names the reduced ones, and that they answer. */
async function expectReduced(
  consumer: Rule['consumers'][number],
  purpose: Purpose,
  coordinate: string,
  mask: Mask,
  denied: Answer['errors'][number] | undefined,
) {
  const reduced = reducedFields(coordinate, mask);
  expect(reduced.length).toBeGreaterThan(0);
  expect(denied?.extensions).toMatchObject({ code: 'FIELD_REDUCED', reason: 'REDUCED', reduced });
  const person = insiderOf(consumer.agency);
  const texts = new Map(
    cells.filter((cell) => cell.person === person).map((cell) => [cell.coordinate, cell.text]),
  );
  for (const each of reduced) {
    expect(denied?.extensions.remedy).toContain(each);
    const [type = '', field = ''] = each.split('.');
    const read = async () => {
      const answer = await ask(consumer, purpose, pathBelowCitizen(type), selectReduced(each));
      expect(answer.errors, answer.text).toEqual([]);
      return valuesAt(answer.data, ['citizen', ...pathBelowCitizen(type), field]);
    };
    // Counts are made in the background, a moment after a subgraph has begun.
    await expect.poll(read).toEqual([reducedValue(each, texts, person.originRegency)]);
  }
}

const asked = new Map<string, Promise<Asked>>();

/** Asks for every field of a type at once; the rows of one type share the answer. */
function askForType(consumer: Rule['consumers'][number], purpose: Purpose, type: string): Promise<Asked> {
  const name = [consumer.agency, consumer.holder, purpose, type].join();
  const known = asked.get(name);
  if (known) return known;
  const inner = selectFields(graph.apiSchema, type);
  const asking = ask(consumer, purpose, pathBelowCitizen(type), inner).then((answer) => ({
    answer,
    root: rootFor(consumer.agency, purpose).coordinate,
  }));
  asked.set(name, asking);
  return asking;
}

function rootFor(agency: string, purpose: Purpose): { readonly query: string; readonly coordinate: string } {
  const own = purpose === 'DATA_PROTECTION' ? OWN_ROOTS.get(agency) : undefined;
  if (own) return own;
  return agency === 'imigrasi' ? ROOTS.nik : agency === 'citizen' ? ROOTS.me : ROOTS.id;
}

/** Asks a consumer's question about the person whom its agreements cover. */
function ask(
  { agency, holder }: Rule['consumers'][number],
  purpose: Purpose,
  path: readonly string[],
  inner: string,
): Promise<Answer> {
  const person = insiderOf(agency);
  const nik = cells.find((cell) => cell.coordinate === 'Citizen.nik' && cell.person === person)?.text;
  const selection = path.reduceRight((below, field) => `${field} { ${below} }`, inner);
  return federation.ask({
    agency,
    ...(holder === 'unit' && { unit: UNITS.get(agency) ?? '' }),
    officer:
      agency === 'citizen' ? idAt(agency, person) : `officer of ${[agency, holder, purpose, path].join()}`,
    purpose,
    query: rootFor(agency, purpose).query.replace('%s', selection),
    variables: { id: idAt(agency, person), nik, row: OWN_ROOTS.get(agency)?.rowOf(agency) },
  });
}

/** The fields of a type that the table names; the others of the type are not its business. */
function selectFields(schema: GraphQLSchema, type: string): string {
  const fields = schema.getType(type);
  if (!fields || !('getFields' in fields)) throw new Error(`The graph has no type ${type}.`);
  const named = new Set(fieldRules.filter((rule) => rule.type === type).map(({ field }) => field));
  return Object.values(fields.getFields())
    .filter(({ name }) => named.has(name))
    .map((field) => `${field.name} ${selectWhole(schema, field.type as never)}`)
    .join(' ');
}

describe('every rule holds through gateway, subgraphs and store', () => {
  it.each(fieldRules)('$title', async ({ consumers, type, field, decision, title }) => {
    // Several providers may give the same field, each for purposes of its own.
    const lines = fieldRules.filter((rule) => rule.title === title && rule.decision !== 'DENY');
    const purposes = lines.flatMap((rule) => rule.purposes);
    const consumerPurposes = new Set(
      rules
        .filter((rule) => rule.title.startsWith(`${title.split(' ')[0]} `))
        .flatMap((rule) => rule.purposes),
    );
    for (const consumer of consumers) {
      for (const purpose of consumerPurposes) {
        // Imigrasi lists nobody, and a finding names its person by an id alone: both ask the ledger with ids that they have.
        if (purpose === 'DATA_PROTECTION' && ['imigrasi', 'bawaslu'].includes(consumer.agency)) continue;
        const { answer, root } = await askForType(consumer, purpose, type);
        const where = `${consumer.agency} for ${purpose}: ${answer.text.slice(0, 600)}`;
        expect(answer.status, where).toBe(200);
        const path = ['citizen', ...pathBelowCitizen(type), field];
        const values = valuesAt(answer.data?.row ?? answer.data, path);
        const denied = answer.errors.find(({ extensions }) => extensions.coordinate === `${type}.${field}`);
        if (purposes.includes(purpose) && decision === 'ALLOW') {
          expect(denied, where).toBeUndefined();
          expect(values.length, where).toBeGreaterThan(0);
          expect(values, where).not.toContain(null);
          continue;
        }
        const mask = typeof decision === 'object' && purposes.includes(purpose) ? decision.mask : undefined;
        if (mask && TEXT_MASKS.some((each) => each === mask)) {
          expect(denied, where).toBeUndefined();
          expectMasked(consumer.agency, `${type}.${field}`, mask, values, answer.text);
          continue;
        }
        expect(
          values.filter((value) => value !== null),
          where,
        ).toEqual([]);
        if (mask) {
          await expectReduced(consumer, purpose, `${type}.${field}`, mask, denied);
        } else {
          const ancestors = ancestorsOf(type, root);
          const codes = answer.errors.filter(
            ({ extensions }) =>
              extensions.coordinate === `${type}.${field}` || ancestors.includes(extensions.coordinate ?? ''),
          );
          expect(codes.length, where).toBeGreaterThan(0);
        }
      }
    }
  });

  it.each(publicRules)('$title (all fields)', async ({ consumers, type }) => {
    const template = PUBLIC_TYPES.get(type) ?? '';
    const fields = graph.apiSchema.getType(type);
    if (!fields || !('getFields' in fields)) throw new Error(`The graph has no type ${type}.`);
    const selection = Object.values(fields.getFields())
      .map((field) => `${field.name} ${selectWhole(graph.apiSchema, field.type as never)}`)
      .join(' ');
    for (const { agency, holder } of consumers) {
      const answer = await federation.ask({
        agency,
        ...(holder === 'unit' && { unit: UNITS.get(agency) ?? '' }),
        ...(agency === 'citizen' && { officer: idAt(agency, insiderOf(agency)) }),
        purpose: 'STATISTICS',
        query: `{ ${template.replace('%s', selection)} }`,
      });
      expect(answer.errors, agency).toEqual([]);
      expect(answer.data, agency).not.toBeNull();
    }
  });
});

/** Coordinates above a type on its path: a denial of one of them denies the type. */
function ancestorsOf(type: string, root: string): readonly string[] {
  const parents = ['Citizen'];
  const coordinates = ['Query.citizen', root];
  for (const field of pathBelowCitizen(type)) {
    const coordinate = `${parents.at(-1)}.${field}`;
    coordinates.push(coordinate);
    const parent = graph.apiSchema.getType(parents.at(-1) ?? '');
    const next = parent && 'getFields' in parent ? parent.getFields()[field] : undefined;
    parents.push(String(next?.type).replace(/[[\]!]/g, ''));
  }
  return coordinates;
}
