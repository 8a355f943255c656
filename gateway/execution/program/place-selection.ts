import type { FetchDataRewrite } from '@apollo/query-planner';
import type { Selected } from './read-selection.ts';
import { type Shape, type Slot, slotOf } from './shape.ts';

/** A field that a fetch selects, and where in the answer it goes. */
export interface Placed {
  /** The name that the subgraph answers under. */
  readonly key: string;
  readonly field: string;
  readonly conditions: readonly string[];
  readonly slot: Slot;
  readonly below: PlacedSelection | undefined;
}

/** What a fetch selects of the objects of one shape. */
export interface PlacedSelection {
  /** The names under which the subgraph tells the type, those first that it is always told under. */
  readonly typeKeys: readonly string[];
  readonly fields: readonly Placed[];
}

/** What does not change on the way down. */
interface Placing {
  readonly subgraph: string;
  readonly createShape: () => Shape;
}

/** A renaming, and how much of its way is still to go. */
interface Renaming {
  readonly path: readonly string[];
  readonly to: string;
}

/**
 * Finds a slot for everything that is selected of the objects of a shape; slots that are missing are made.
 *
 * @param rewrites the planner's, which gives other names to what could not be selected under its own.
 */
export function placeSelection(
  selection: readonly Selected[],
  shape: Shape,
  rewrites: readonly FetchDataRewrite[],
  placing: Placing,
): PlacedSelection {
  const renamings = rewrites.flatMap((rewrite): readonly Renaming[] => {
    // Types of an object are told by subgraphs alone, and no other value is set in an answer by a plan.
    if (rewrite.kind !== 'KeyRenamer') throw new Error('A plan must not set values in an answer.');
    return [{ path: rewrite.path.filter((step) => !step.startsWith('... on ')), to: rewrite.renameKeyTo }];
  });
  return place(selection, shape, renamings, placing);
}

function place(
  selection: readonly Selected[],
  shape: Shape,
  renamings: readonly Renaming[],
  placing: Placing,
): PlacedSelection {
  const typeKeys = new Map<string, boolean>();
  const fields: Placed[] = [];
  for (const { key, name: planned, field, given, conditions, below } of selection) {
    if (field === '__typename') {
      typeKeys.set(key, typeKeys.get(key) || conditions.length === 0);
      continue;
    }
    const name = renamings.find(({ path }) => path.length === 1 && path[0] === planned)?.to ?? planned;
    const slot = slotOf(
      shape,
      { name, field, given, subgraph: placing.subgraph },
      below === undefined,
      placing.createShape,
    );
    const inside = renamings.flatMap(({ path, to }) =>
      path.length > 1 && path[0] === planned ? [{ path: path.slice(1), to }] : [],
    );
    fields.push({
      key,
      field,
      conditions,
      slot,
      below: below && slot.below && place(below, slot.below, inside, placing),
    });
  }
  const isAlways = (key: string) => (typeKeys.get(key) ? 0 : 1);
  return { typeKeys: [...typeKeys.keys()].sort((one, other) => isAlways(one) - isAlways(other)), fields };
}
