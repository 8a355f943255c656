import type { AnswerRecord } from './reading.ts';

/** Gives the text of a pairwise id that is a spine form. */
export type TakeId = (spine: string) => string;

/** Writes a record as JSON, or undefined where something of it was not fetched. */
export type Represent = (record: AnswerRecord, take: TakeId) => string | undefined;

/** Writes an object of an entity, or a list of such, as JSON. */
export function textOf(value: unknown, represent: Represent, take: TakeId): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map((each) => textOf(each, represent, take)).join(',')}]`;
  return represent(value as AnswerRecord, take) ?? 'null';
}

/** Writes a pairwise id, or a list of such, as JSON. */
export function idText(value: unknown, take: TakeId): string {
  if (Array.isArray(value)) return `[${value.map((each) => idText(each, take)).join(',')}]`;
  return typeof value === 'string' ? take(value) : 'null';
}

/** Representations that are asked for by one `_entities`, each once. */
export interface RepresentationList {
  readonly texts: string[];
  /** The place of a representation in the list. */
  readonly add: (text: string, record: AnswerRecord, represent: Represent) => number;
  /** With the ids of the agency that is asked, where spine forms stood until now. */
  readonly write: (conceal: (spines: readonly string[]) => readonly (string | null)[]) => readonly string[];
}

/** Spine forms must tell representations apart before the ids of the agency are known. */
export const spineText: TakeId = JSON.stringify;

/**
 * Begins a list.
 *
 * @param hasIds false where no representation of it holds a pairwise id, and nothing is written twice.
 */
export function startRepresentations(hasIds: boolean): RepresentationList {
  const texts: string[] = [];
  const sources: { readonly record: AnswerRecord; readonly represent: Represent }[] = [];
  const known = new Map<string, number>();
  return {
    texts,
    add(text, record, represent) {
      const place = known.get(text);
      if (place !== undefined) return place;
      known.set(text, texts.length);
      if (hasIds) sources.push({ record, represent });
      return texts.push(text) - 1;
    },
    write(conceal) {
      if (!hasIds) return texts;
      const spines: string[] = [];
      const collect: TakeId = (spine) => {
        spines.push(spine);
        return '';
      };
      for (const { record, represent } of sources) represent(record, collect);
      const ids = conceal(spines).values();
      const give: TakeId = () => JSON.stringify(ids.next().value ?? null);
      return sources.map(({ record, represent }) => represent(record, give) ?? 'null');
    },
  };
}
