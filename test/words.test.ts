import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getNamedType, isObjectType } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES, readWords } from '../subgraphs/ledger/words-document.ts';
import { readWordFiles } from '../subgraphs/shared/config.ts';
import { readProjectAgencies } from './project-agreements.ts';
import { policy } from './setup/project-views.ts';

/** `schema/words.yaml` against the graph and the agencies that it has words for. */

const files = readWordFiles({});
const { words, problems } = readWords(files);
const { graph } = policy;
const roots = [graph.apiSchema.getQueryType(), graph.apiSchema.getMutationType()];

/** Fields of which the values are about persons, and the ways in that lead to them. */
const aboutPersons = Object.values(graph.apiSchema.getTypeMap()).flatMap((type) => {
  if (!isObjectType(type) || type.name.startsWith('__') || graph.structures.has(type.name)) return [];
  const isRoot = roots.includes(type);
  return Object.values(type.getFields())
    .filter((field) =>
      isRoot
        ? leadsToPersons(getNamedType(field.type).name)
        : graph.classes.get(`${type.name}.${field.name}`) !== 'PUBLIC',
    )
    .map(({ name }) => `${type.name}.${name}`);
});

/** A type with a field about persons, a page of such, or what the ledger tells. */
function leadsToPersons(name: string): boolean {
  if (name.startsWith('Access')) return true;
  const row = name.replace(/Connection$/, '');
  return [...graph.persons.keys()].includes(row);
}

describe('words', () => {
  it('are there for every field about a person, and for no others', () => {
    expect(problems).toEqual([]);
    expect(aboutPersons.length).toBeGreaterThan(140);
    expect([...words.fields.keys()].toSorted()).toEqual(aboutPersons.toSorted());
  });

  it('are there for every agency and group, and for the data of every provider', () => {
    const { agencies, groups, providers } = policy.participants;
    expect([...words.agencies.keys()]).toEqual([...agencies.keys(), ...groups.keys()]);
    expect([...words.names.keys()]).toEqual([...agencies.keys(), ...groups.keys()]);
    expect([...words.sources.keys()].toSorted()).toEqual([...new Set(providers.values())].toSorted());
  });

  it('explain every purpose', async () => {
    const { purposes } = await readProjectAgencies();
    const told = [...words.purposes].map(([purpose, { ID, EN }]) => [purpose, { id: ID, en: EN }]);
    expect(told).toEqual([...purposes]);
  });

  it('are short phrases that fit into a sentence', () => {
    for (const [name, phrase] of [...words.fields, ...words.sources, ...words.agencies]) {
      for (const language of LANGUAGES) {
        expect(phrase[language], name).toMatch(/^[^\s.;:].{0,78}[^\s.;:,]$/);
      }
      // The same word in both languages is a slip, but for names.
      const isName = words.agencies.has(name);
      if (!isName) expect(phrase.ID.toLowerCase(), name).not.toBe(phrase.EN.toLowerCase());
    }
  });

  it('mark as ways what leads to other fields, and nothing else', () => {
    for (const coordinate of aboutPersons) {
      const [type = '', field = ''] = coordinate.split('.');
      const parent = graph.apiSchema.getType(type);
      const target = isObjectType(parent)
        ? getNamedType(parent.getFields()[field]?.type as never)
        : undefined;
      // Which committee keeps a voter's row tells where the person votes.
      const isLink =
        isObjectType(target) &&
        target.name !== 'Ppln' &&
        aboutPersons.some((each) => each.startsWith(`${target.name}.`));
      const isWay = isLink || graph.pairwise.has(coordinate) || roots.includes(parent as never) || coordinate === 'Citizen.accesses'; // biome-ignore format: one line
      expect(words.ways.has(coordinate), coordinate).toBe(isWay);
    }
  });
});

describe('a file of words that is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-words-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it.each([
    ['is not there', undefined, /^WORDS_FILE: expected the path of a YAML file, which .*none is not\.$/],
    ['is no YAML', 'fields: [', /^WORDS_FILE: expected the path of a YAML file/],
    ['is a list', '- fields', /^WORDS_FILE: expected the path of a YAML file/],
    ['has a text for a type', 'fields: { Citizen: nik }', /fields: expected names, and a map under each\.$/],
    ['has a list of fields', 'fields: [nik]', /fields: expected names, and a map under each\.$/],
    ['lacks a language', 'fields: { Citizen: { nik: { id: NIK } } }', /Citizen\.nik: expected a text under id and one under en\.$/], // biome-ignore format: one line
    ['has a number for words', 'agencies: { kpu: { id: 1, en: KPU } }', /kpu: expected a text under id/],
  ])('is told when it %s', (_, text, problem) => {
    const path = text === undefined ? join(folder, 'none') : file('words.yaml', text);
    const reading = readWords({ ...files, words: path });
    expect(reading.problems).toHaveLength(1);
    expect(reading.problems[0]).toMatch(problem);
  });

  it('is told together with all else', () => {
    const reading = readWords({ agencies: join(folder, 'none'), words: file('w.yaml', 'sources: 3') });
    expect(reading.problems).toHaveLength(2);
  });
});
