import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large an operation is with its fragments unfolded. Counts stop growing at `SATURATION`. */
export interface OperationSize {
  /** Levels of fields. */
  readonly depth: number;
  readonly selections: number;
  readonly aliases: number;
  readonly rootFields: number;
}

/** Fragments can double at every level; a count that overflows would pass for a small one. */
export const SATURATION = 1_000_000;

type SelectionSize = Omit<OperationSize, 'rootFields'> & { readonly topFields: number };

const EMPTY: SelectionSize = { depth: 0, selections: 0, aliases: 0, topFields: 0 };

/**
 * Measures an operation. Each fragment is measured once, so that the work is bounded by the text.
 *
 * @param fragments without cycles, which validation refuses.
 */
export function measureOperation(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): OperationSize {
  const measured = new Map<string, SelectionSize>();

  function measureFragment(name: string): SelectionSize {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    const size = fragment ? measure(fragment.selectionSet) : EMPTY;
    measured.set(name, size);
    return size;
  }

  function measure(selectionSet: SelectionSetNode): SelectionSize {
    return selectionSet.selections.reduce<SelectionSize>((total, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return add(total, measureFragment(selection.name.value));
      if (selection.kind === Kind.INLINE_FRAGMENT) return add(total, measure(selection.selectionSet));
      const below = selection.selectionSet ? measure(selection.selectionSet) : EMPTY;
      return add(total, {
        depth: below.depth + 1,
        selections: below.selections + 1,
        aliases: below.aliases + (selection.alias ? 1 : 0),
        topFields: 1,
      });
    }, EMPTY);
  }

  const { topFields, ...size } = measure(operation.selectionSet);
  return { ...size, rootFields: topFields };
}

function add(one: SelectionSize, other: SelectionSize): SelectionSize {
  return {
    depth: Math.max(one.depth, other.depth),
    selections: Math.min(SATURATION, one.selections + other.selections),
    aliases: Math.min(SATURATION, one.aliases + other.aliases),
    topFields: Math.min(SATURATION, one.topFields + other.topFields),
  };
}
