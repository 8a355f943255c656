import type {
  QueryPlanFieldNode,
  QueryPlanInlineFragmentNode,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import type { TypeNames } from './type-names.ts';

/** A field that a subgraph needs of an entity. */
export interface Needed {
  /** The name under which it was fetched. */
  readonly slot: string;
  /** The name under which it is sent: its own. */
  readonly name: string;
  readonly below: readonly QueryPlanSelectionNode[] | undefined;
  /** Slots that must all have been fetched for it to be sent, for each fragment that asks for it; one will do. */
  readonly bundles: readonly (readonly string[])[];
}

/** Every name that some condition asks about. */
export function namesIn(types: TypeNames, requires: readonly QueryPlanSelectionNode[]): ReadonlySet<string> {
  return new Set(
    requires.flatMap((node): readonly string[] =>
      node.kind === 'InlineFragment' && node.typeCondition
        ? [...types.under(node.typeCondition), ...namesIn(types, node.selections)]
        : [],
    ),
  );
}

/**
 * What is needed of an object that comes under this name, what is needed twice taken together. A fragment is sent whole
 * or not at all: of two that ask for one type, one may require what was skipped.
 */
export function fieldsOf(
  types: TypeNames,
  requires: readonly QueryPlanSelectionNode[],
  name: string | undefined,
): readonly Needed[] {
  const found = new Map<string, Needed>();

  function collect(nodes: readonly QueryPlanSelectionNode[], outer: readonly string[]): void {
    const slots = nodes.flatMap((node) =>
      node.kind === 'Field' && node.name !== '__typename' ? slotOf(node) : [],
    );
    const bundle = [...new Set([...outer, ...slots])].sort();
    for (const node of nodes) {
      if (node.kind === 'Field') add(node, bundle);
      else if (isOfType(node)) collect(node.selections, bundle);
    }
  }

  function isOfType({ typeCondition }: QueryPlanInlineFragmentNode): boolean {
    return typeCondition !== undefined && name !== undefined && types.under(typeCondition).has(name);
  }

  function add(node: QueryPlanFieldNode, bundle: readonly string[]): void {
    const slot = slotOf(node);
    const known = found.get(slot);
    const below = [...(known?.below ?? []), ...(node.selections ?? [])];
    found.set(slot, {
      slot,
      name: node.name,
      below: below.length > 0 ? below : undefined,
      bundles: withoutLarger([...(known?.bundles ?? []), bundle]),
    });
  }

  collect(requires, []);
  return [...found.values()];
}

function slotOf({ alias, name }: QueryPlanFieldNode): string {
  return alias ?? name;
}

/** Where a smaller bundle will do, the larger says nothing. */
function withoutLarger(bundles: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return bundles.filter((bundle, index) =>
    bundles.every(
      (other, at) =>
        at === index ||
        !other.every((slot) => bundle.includes(slot)) ||
        (other.length === bundle.length && at > index),
    ),
  );
}
