import type { Committee } from './graph.ts';

/** The committees that were meant, or one sentence for each name that means none. */
export type CommitteesReading =
  | { readonly ok: true; readonly committees: readonly Committee[] }
  | { readonly ok: false; readonly problems: readonly string[] };

const MOST_NEAR = 3;
/** Letters of a name that may be wrong: a third. */
const WRONG_SHARE = 1 / 3;

/** Finds committees by what was typed: name, city or code, in any case. Each is there once, in the order of codes. Pure. */
export function findCommittees(typed: readonly string[], all: readonly Committee[]): CommitteesReading {
  const found = new Set<Committee>();
  const problems: string[] = [];
  for (const text of typed) {
    const wanted = fold(text);
    const matches = all.filter((each) => namesOf(each).some((name) => fold(name) === wanted));
    for (const match of matches) found.add(match);
    if (matches.length === 0) problems.push(describeUnknown(text, all));
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, committees: all.filter((each) => found.has(each)) };
}

function describeUnknown(text: string, all: readonly Committee[]): string {
  const wanted = fold(text);
  const near = all
    .map((committee) => {
      const names = namesOf(committee).map(fold);
      const distance = Math.min(...names.map((name) => distanceOf(wanted, name)));
      const isPart = wanted.length > 1 && names.some((name) => name.includes(wanted));
      return { committee, distance: isPart ? 0 : distance };
    })
    .filter(({ distance }) => distance <= Math.ceil(wanted.length * WRONG_SHARE))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST_NEAR)
    .map(({ committee: { city, code } }) => `${city} (${code})`);
  const meant =
    near.length === 0
      ? 'Name one by its city, or by its code of six digits.'
      : `Is it ${near.join(', or ')}?`;
  return `No committee is called ${JSON.stringify(text)}. ${meant}`;
}

function namesOf({ code, name, city }: Committee): readonly string[] {
  return [code, name, city];
}

/** Accents, case and what stands between words make no difference. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Letters to insert, leave out or exchange between two texts (Levenshtein). */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const exchange = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(exchange, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
