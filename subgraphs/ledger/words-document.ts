import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Languages that words are kept in. */
export const LANGUAGES = ['ID', 'EN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same in each language. */
export type Words = Readonly<Record<Language, string>>;

/** Words for people, for whatever stands as a code in an entry. */
export interface WordList {
  /** Name, of agencies and groups, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** As the subject of a sentence, by id of agency or group. */
  readonly agencies: ReadonlyMap<string, Words>;
  /** What a provider's data are, by id of agency or group. */
  readonly sources: ReadonlyMap<string, Words>;
  /** Noun phrases by coordinate. */
  readonly fields: ReadonlyMap<string, Words>;
  /** Coordinates that lead to others and tell little themselves. */
  readonly ways: ReadonlySet<string>;
  /** A sentence, by code of the purpose. */
  readonly purposes: ReadonlyMap<string, Words>;
}

/** The words, and what is wrong with the files that they were read from. */
export interface WordReading {
  readonly words: WordList;
  readonly problems: readonly string[];
}

type Tree = Readonly<Record<string, unknown>>;

/**
 * Reads the files of agencies and of words. Never throws: each problem is a sentence that names the file, the place and
 * what was expected there.
 */
export function readWords(files: { readonly agencies: string; readonly words: string }): WordReading {
  const problems: string[] = [];
  const read = (variable: string, file: string): Tree => {
    try {
      const value: unknown = parse(readFileSync(file, 'utf8'));
      if (isTree(value)) return value;
    } catch {
      // The same sentence: what the parser says repeats what stands in the file.
    }
    problems.push(`${variable}: expected the path of a YAML file, which ${file} is not.`);
    return {};
  };
  const agencies = read('AGENCIES_FILE', files.agencies);
  const words = read('WORDS_FILE', files.words);
  const part = (tree: Tree, file: string, name: string): readonly (readonly [string, Tree])[] => {
    const value = tree[name] ?? {};
    const entries = isTree(value) ? Object.entries(value) : [];
    if (isTree(value) && entries.every(([, each]) => isTree(each))) return entries as [string, Tree][];
    problems.push(`${file}: ${name}: expected names, and a map under each.`);
    return [];
  };
  const pair = (place: string, file: string, value: unknown): readonly [string, Words][] => {
    const { id, en } = isTree(value) ? value : {};
    if (isPhrase(id) && isPhrase(en)) return [[place, { ID: id, EN: en }]];
    problems.push(`${file}: ${place}: expected a text under id and one under en.`);
    return [];
  };
  const pairsOf = (tree: Tree, file: string, name: string) =>
    new Map(part(tree, file, name).flatMap(([key, value]) => pair(key, file, value)));
  const fields = part(words, files.words, 'fields').flatMap(([type, each]) =>
    Object.entries(each).map(([field, value]) => [`${type}.${field}`, value] as const),
  );
  const list: WordList = {
    names: new Map(
      [...part(agencies, files.agencies, 'agencies'), ...part(agencies, files.agencies, 'groups')].map(
        ([id, { name }]) => [id, isPhrase(name) ? name : id],
      ),
    ),
    agencies: pairsOf(words, files.words, 'agencies'),
    sources: pairsOf(words, files.words, 'sources'),
    fields: new Map(fields.flatMap(([coordinate, value]) => pair(coordinate, files.words, value))),
    ways: new Set(
      fields.filter(([, value]) => isTree(value) && value.way === true).map(([coordinate]) => coordinate),
    ),
    purposes: pairsOf(agencies, files.agencies, 'purposes'),
  };
  if (problems.length === 0 && list.names.size === 0) {
    problems.push(`${files.agencies}: agencies: expected at least one agency.`);
  }
  return { words: list, problems };
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPhrase(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
