import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { needKey, type RequiredVariants } from './required-variant.ts';
import { writeOperation } from './write-operation.ts';

/** The variants that one representation of a type holds: real path to variant. */
type Held = Map<string, string>;

/** A variant at a real path below a type. */
type Place = readonly [type: string, path: string, variant: string];

/** What one of the fetches asks: which fields, and by type what it sends for them. */
interface Part {
  readonly fields: Set<FieldNode>;
  readonly held: Map<string, Held>;
}

/**
 * Splits a fetch of entities whose fields require one field with different arguments, since a representation has one
 * place for it: each of the fetches sends what its own fields require. The fields of an entity are independent of each
 * other, so the answers together are those of the one fetch. Pure.
 */
export function splitFetch(fetch: FetchNode, { needs, variants }: RequiredVariants): readonly FetchNode[] {
  if (!fetch.requires || !hasConflict(fetch.requires, variants)) return [fetch];
  const document = parse(fetch.operation, { noLocation: true });
  const parts: Part[] = [];

  function place(type: string, { selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        place(selection.typeCondition?.name.value ?? type, selection.selectionSet);
      } else if (selection.kind === Kind.FIELD) {
        const needed = needs.get(needKey(fetch.serviceName, type, selection.name.value)) ?? new Map();
        const fits = ({ held }: Part) =>
          [...needed].every(([path, variant]) => (held.get(type)?.get(path) ?? variant) === variant);
        let part = parts.find(fits);
        if (!part) {
          part = { fields: new Set(), held: new Map() };
          parts.push(part);
        }
        part.fields.add(selection);
        part.held.set(type, new Map([...(part.held.get(type) ?? []), ...needed]));
      }
    }
  }

  for (const field of entityFields(document)) if (field.selectionSet) place('_Entity', field.selectionSet);
  return parts.map((part) => {
    const holds = ({ held }: Part, ...[type, path, variant]: Place) => held.get(type)?.get(path) === variant;
    const isForeign = (...place: Place) =>
      !holds(part, ...place) && parts.some((other) => holds(other, ...place));
    return {
      ...writeOperation(fetch, keepFields(document, part.fields)),
      requires: dropForeign(fetch.requires ?? [], isForeign, variants),
    };
  });
}

/** True when two variants of one field stand beside each other. */
function hasConflict(
  selections: readonly QueryPlanSelectionNode[],
  variants: RequiredVariants['variants'],
  seen = new Map<string, string>(),
): boolean {
  return selections.some((selection) => {
    if (selection.kind === 'InlineFragment')
      return hasConflict(selection.selections, variants, new Map(seen));
    const name = variants.get(selection.name)?.name ?? selection.name;
    const other = seen.get(name) ?? selection.name;
    seen.set(name, selection.name);
    return other !== selection.name || hasConflict(selection.selections ?? [], variants);
  });
}

function entityFields({ definitions }: DocumentNode): readonly FieldNode[] {
  const [operation] = definitions as readonly [OperationDefinitionNode];
  return operation.selectionSet.selections.filter((each) => each.kind === Kind.FIELD);
}

/** The operation with only these fields of the entities. */
function keepFields(document: DocumentNode, kept: ReadonlySet<FieldNode>): DocumentNode {
  function keep({ selections, ...set }: SelectionSetNode): SelectionSetNode {
    return {
      ...set,
      selections: selections.flatMap((selection): readonly SelectionNode[] => {
        if (selection.kind !== Kind.INLINE_FRAGMENT)
          return kept.has(selection as FieldNode) ? [selection] : [];
        const selectionSet = keep(selection.selectionSet);
        return selectionSet.selections.length > 0 ? [{ ...selection, selectionSet }] : [];
      }),
    };
  }
  const entities = new Set<SelectionNode>(entityFields(document));
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? {
            ...definition,
            selectionSet: {
              ...definition.selectionSet,
              selections: definition.selectionSet.selections.map((each) =>
                each.kind === Kind.FIELD && each.selectionSet && entities.has(each)
                  ? { ...each, selectionSet: keep(each.selectionSet) }
                  : each,
              ),
            },
          }
        : definition,
    ),
  };
}

/** What a representation holds, without what only the other fetches need. */
function dropForeign(
  selections: readonly QueryPlanSelectionNode[],
  isForeign: (...place: Place) => boolean,
  variants: RequiredVariants['variants'],
  type = '',
  prefix = '',
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): readonly QueryPlanSelectionNode[] => {
    if (selection.kind === 'InlineFragment') {
      const inner = prefix === '' ? (selection.typeCondition ?? type) : type;
      return [
        { ...selection, selections: dropForeign(selection.selections, isForeign, variants, inner, prefix) },
      ];
    }
    const path = `${prefix}${variants.get(selection.name)?.name ?? selection.name}`;
    if (isForeign(type, path, selection.name)) return [];
    if (!selection.selections) return [selection];
    return [
      { ...selection, selections: dropForeign(selection.selections, isForeign, variants, type, `${path}.`) },
    ];
  });
}
