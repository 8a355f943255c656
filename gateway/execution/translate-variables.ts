import { createHash } from 'node:crypto';
import type { IdPlace, PairwiseVariables } from '../planning/find-pairwise-variables.ts';
import { BLOCK_BYTES } from './id-blocks.ts';
import type { PairwiseIds } from './pairwise-ids.ts';

/** The variables of a request, by name; without a prototype, since the names are the client's. */
type Values = Readonly<Record<string, unknown>>;

/**
 * Makes the translation of one request's variables: the ids in them, which are the consumer's, into those of the agency
 * that a subgraph is of. They are revealed once and concealed once for each agency; an operation without pairwise
 * variables costs nothing.
 *
 * What is no id of the consumer becomes the id of nobody, always the same for the same text. So it is answered like
 * any id that nobody has, and tells nothing by being refused.
 *
 * @param values coerced; a null stays null.
 */
export function createVariableTranslation(
  places: PairwiseVariables,
  values: Values,
  consumer: string,
  ids: PairwiseIds,
): (agency: string) => Values {
  if (places.size === 0) return () => values;
  const known = new Map<string, Values>();
  let spines: readonly (string | null)[] | undefined;
  return (agency) => {
    const made = known.get(agency);
    if (made) return made;
    spines ??= revealAll(places, values, consumer, ids);
    const translated = replaceAll(places, values, ids.conceal(agency, spines));
    known.set(agency, translated);
    return translated;
  };
}

/** The spine form of an id; that of nobody for a text that is no id of the agency. */
export function revealOrNobody(
  ids: PairwiseIds,
  agency: string,
  values: readonly string[],
): readonly string[] {
  return ids
    .reveal(agency, values)
    .map((spine, index) => spine ?? revealNobody(ids, agency, values[index] ?? ''));
}

/** A text that is no id stands for the id that its hash spells, which nobody has. */
function revealNobody(ids: PairwiseIds, agency: string, text: string): string {
  const hash = createHash('sha256').update(`no id of ${agency}: ${text}`).digest();
  const [spine] = ids.reveal(agency, [hash.subarray(0, BLOCK_BYTES).toString('base64url')]);
  return spine ?? '';
}

function revealAll(places: PairwiseVariables, values: Values, consumer: string, ids: PairwiseIds) {
  const found: string[] = [];
  replace(places, values, (id) => {
    found.push(id);
    return id;
  });
  return revealOrNobody(ids, consumer, found);
}

/** Puts texts where ids stand, in the order in which they were found. */
function replaceAll(places: PairwiseVariables, values: Values, texts: readonly (string | null)[]): Values {
  let next = 0;
  return replace(places, values, () => texts[next++] ?? null);
}

function replace(places: PairwiseVariables, values: Values, change: (id: string) => string | null): Values {
  const changed: Record<string, unknown> = Object.assign(Object.create(null), values);
  for (const [name, place] of places) {
    if (Object.hasOwn(values, name)) changed[name] = replaceIn(values[name], place, change);
  }
  return changed;
}

function replaceIn(value: unknown, place: IdPlace, change: (id: string) => string | null): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, place, change));
  if (place.kind === 'id') return typeof value === 'string' ? change(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  const changed: Record<string, unknown> = { ...value };
  for (const [field, inner] of place.fields) {
    if (Object.hasOwn(value, field)) changed[field] = replaceIn(changed[field], inner, change);
  }
  return changed;
}
