import type { Clause, Mask } from '../agreement.ts';
import type { ClauseSide } from './compare-clause.ts';
import type { ClauseParties, Difference, Direction } from './difference.ts';
import { groupNames } from './group-names.ts';

/** How a field is given: whole, which is null, or under a mask. */
type Giving = Mask | null;

/** Tells of the fields that a clause gives on one side only, or under another mask. */
export function compareFields(
  before: ClauseSide | undefined,
  after: ClauseSide | undefined,
  of: ClauseParties,
): readonly Difference[] {
  const [old, now] = [givenFields(before?.clause), givenFields(after?.clause)];
  const gained: [string, Giving][] = [];
  const lost: [string, Giving][] = [];
  const masked: [string, readonly [Giving, Giving]][] = [];
  for (const coordinate of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(coordinate) ?? [], now.get(coordinate) ?? []];
    const gone = was.filter((each) => !is.includes(each));
    const come = is.filter((each) => !was.includes(each));
    const [wasOnly, isOnly] = [gone[0], come[0]];
    if (gone.length === 1 && come.length === 1 && wasOnly !== undefined && isOnly !== undefined) {
      masked.push([coordinate, [wasOnly, isOnly]]);
      continue;
    }
    gained.push(...come.map((giving): [string, Giving] => [coordinate, giving]));
    lost.push(...gone.map((giving): [string, Giving] => [coordinate, giving]));
  }
  return [
    ...tellFields('gained', gained, after),
    ...groupNames(masked).map(
      ([[was, is], coordinates]): Difference => ({ kind: 'masks', of, coordinates, before: was, after: is }),
    ),
    ...tellFields('lost', lost, before),
  ];
}

/** Tells of the arguments and filter fields that a clause lets be used on one side only. */
export function compareInputs(
  before: ClauseSide | undefined,
  after: ClauseSide | undefined,
): readonly Difference[] {
  const [old, now] = [givenInputs(before?.clause), givenInputs(after?.clause)];
  const told = (
    change: Direction,
    from: ReadonlySet<string>,
    other: ReadonlySet<string>,
    side?: ClauseSide,
  ) => {
    const coordinates = [...from].filter((each) => !other.has(each)).sort();
    if (coordinates.length === 0 || !side) return [];
    return [{ kind: 'inputs', change, terms: side.terms, coordinates } satisfies Difference];
  };
  return [...told('gained', now, old, after), ...told('lost', old, now, before)];
}

function tellFields(
  change: Direction,
  fields: readonly (readonly [string, Giving])[],
  side: ClauseSide | undefined,
): readonly Difference[] {
  if (!side) return [];
  const { terms } = side;
  return groupNames(fields)
    .toSorted(([one], [other]) => Number(one !== null) - Number(other !== null))
    .map(([mask, coordinates]) => ({ kind: 'fields', change, terms, mask, coordinates }));
}

/** `Type.field` to how it is given. Both ways at once is refused by the checks, and told apart here all the same. */
function givenFields(clause: Clause | undefined): ReadonlyMap<string, readonly Giving[]> {
  const given = new Map<string, Giving[]>();
  const add = (coordinate: string, giving: Giving) =>
    given.set(coordinate, [...(given.get(coordinate) ?? []), giving]);
  for (const [type, fields] of clause?.allow ?? []) {
    for (const field of new Set(fields)) add(`${type}.${field}`, null);
  }
  for (const [type, masks] of clause?.mask ?? []) {
    for (const [field, mask] of masks) add(`${type}.${field}`, mask);
  }
  return given;
}

function givenInputs(clause: Clause | undefined): ReadonlySet<string> {
  const named = [...(clause?.inputs ?? [])].flatMap(([owner, names]) =>
    names.map((name) => (owner.includes('.') ? `${owner}(${name}:)` : `${owner}.${name}`)),
  );
  return new Set(named);
}
