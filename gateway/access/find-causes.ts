import type { FieldNode } from 'graphql';
import type { AskedField } from './asked-field.ts';
import { canBeBoth, suppliersOf } from './fetch-disclosures.ts';
import type { Undisclosed } from './find-undisclosed.ts';
import type { Graph } from './graph.ts';
import { type Need, type PlannedFetch, type Supply, slotOf } from './planned-fetch.ts';

/** A field that cannot be answered without a disclosure that nobody agreed to. */
export interface Cause {
  readonly node: FieldNode;
  /** `Type.field` by the type that it is selected on. */
  readonly field: string;
  readonly undisclosed: Undisclosed;
}

/**
 * Finds the fields of the operation for whose sake a plan has undisclosed values: those that the fetch supplies, and
 * those that fetches supply which depend on it. Where the value is an input of `@requires`, the fields that require it
 * and no others. At least one field for each undisclosed value: where nothing else can be told, the field through which
 * the fetch reaches its objects, or the nearest one above that the client asked for.
 *
 * @param fetches of the plan, all of them.
 * @param asked what is left of the operation, at least one field at its root.
 * @param isCoarse whether the field at the root goes at once.
 */
export function findCauses(
  graph: Graph,
  fetches: readonly PlannedFetch[],
  undisclosed: readonly Undisclosed[],
  asked: ReadonlyMap<string, readonly AskedField[]>,
  isCoarse: boolean,
): readonly Cause[] {
  const schema = graph.fullSchema;
  const lost = closeOver(graph, fetches, undisclosed);

  function fieldsOf(fetch: PlannedFetch, need: Need, seen: Set<Need>): readonly AskedField[] {
    if (seen.has(need)) return [];
    seen.add(need);
    const given = suppliedOf(fetch, fetch.path.join('.')).filter(({ conditions }) =>
      conditions.every((each) => canBeBoth(schema, each, need.about)),
    );
    const requiring = given.filter((supply) => isRequiredFor(graph, fetch, supply, need));
    const chosen = requiring.length > 0 ? requiring : given;
    const dependents = [...lost].flatMap((other) =>
      other.needs
        .filter((each) => suppliersOf(schema, other, each).includes(fetch))
        .filter((each) =>
          chosen.some(({ place, key }) => isWithin(slotOf(each.place, each.key), slotOf(place, key))),
        )
        .flatMap((each) => fieldsOf(other, each, seen)),
    );
    return [...chosen.flatMap((supply) => fieldsUnder(fetch, supply)), ...dependents];
  }

  /** What the client asked for of one supply; where somebody else supplies it too, of what is below it. */
  function fieldsUnder(fetch: PlannedFetch, { place, key, conditions }: Supply): readonly AskedField[] {
    const slot = slotOf(place, key);
    const fields = (asked.get(slot) ?? []).filter((field) =>
      field.conditions.every((one) => conditions.every((other) => canBeBoth(schema, one, other))),
    );
    if (fields.length === 0) return [];
    const isElsewhere = fetches.some((other) => !lost.has(other) && other.supplies.has(slot));
    if (!isElsewhere) return fields;
    return suppliedOf(fetch, slot).flatMap((supply) => fieldsUnder(fetch, supply));
  }

  return undisclosed.flatMap((each) => {
    const { fetch, need } = each;
    const fields = isCoarse ? [] : fieldsOf(fetch, need, new Set());
    const found =
      fields.length > 0 ? fields : fieldsAbove(isCoarse ? fetch.path.slice(0, 1) : fetch.path, asked);
    return found.map(({ node, coordinate }) => ({ node, field: coordinate, undisclosed: each }));
  });
}

/** The fetches with undisclosed values, and those that have to do without what only these supply. */
function closeOver(
  { fullSchema }: Graph,
  fetches: readonly PlannedFetch[],
  undisclosed: readonly Undisclosed[],
): ReadonlySet<PlannedFetch> {
  const lost = new Set(undisclosed.map(({ fetch }) => fetch));
  // Whatever a fetch depends on stands before it.
  for (const fetch of fetches) {
    const isStranded = fetch.needs.some((need) => {
      const suppliers = suppliersOf(fullSchema, fetch, need);
      return suppliers.length > 0 && suppliers.every((supplier) => lost.has(supplier));
    });
    if (isStranded) lost.add(fetch);
  }
  return lost;
}

function suppliedOf({ supplies }: PlannedFetch, place: string): readonly Supply[] {
  return [...supplies.values()].flat().filter((supply) => supply.place === place);
}

/** True when the subgraph is sent the value for the sake of this field. */
function isRequiredFor(graph: Graph, { subgraph }: PlannedFetch, { field }: Supply, need: Need): boolean {
  return [...graph.requirements].some(([coordinate, requirements]) => {
    const [type = '', name] = coordinate.split('.');
    if (name !== field || !canBeBoth(graph.fullSchema, type, need.about)) return false;
    return requirements.some(
      (each) =>
        each.subgraph === subgraph &&
        each.coordinates.some((required) => {
          const [requiredType = '', requiredName] = required.split('.');
          return requiredName === need.field && canBeBoth(graph.fullSchema, requiredType, need.type);
        }),
    );
  });
}

function isWithin(slot: string, outer: string): boolean {
  return slot === outer || slot.startsWith(`${outer}.`);
}

function fieldsAbove(
  path: readonly string[],
  asked: ReadonlyMap<string, readonly AskedField[]>,
): readonly AskedField[] {
  for (let length = path.length; length > 0; length -= 1) {
    const fields = asked.get(path.slice(0, length).join('.'));
    if (fields) return fields;
  }
  return [...asked].flatMap(([slot, fields]) => (slot.includes('.') ? [] : fields));
}
