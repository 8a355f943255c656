import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { TypeNames } from './type-names.ts';

/** A field that a subgraph needs of an entity. */
export interface Needed {
  /** The name under which it was fetched. */
  readonly slot: string;
  /** The name under which it is sent: its own. */
  readonly name: string;
  readonly below: readonly QueryPlanSelectionNode[] | undefined;
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

/** What is needed of an object that comes under this name, what is needed twice taken together. */
export function fieldsOf(
  types: TypeNames,
  requires: readonly QueryPlanSelectionNode[],
  name: string | undefined,
): readonly Needed[] {
  const found = new Map<string, Needed>();
  for (const node of requires) {
    const isOfType =
      node.kind === 'InlineFragment' &&
      node.typeCondition !== undefined &&
      name !== undefined &&
      types.under(node.typeCondition).has(name);
    const fields: readonly Needed[] =
      node.kind === 'Field'
        ? [{ slot: node.alias ?? node.name, name: node.name, below: node.selections }]
        : isOfType
          ? fieldsOf(types, node.selections, name)
          : [];
    for (const field of fields) {
      const below = [...(found.get(field.slot)?.below ?? []), ...(field.below ?? [])];
      found.set(field.slot, { ...field, below: below.length > 0 ? below : undefined });
    }
  }
  return [...found.values()];
}
