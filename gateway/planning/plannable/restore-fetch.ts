import type { FetchDataRewrite, FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type FieldNode, parse, visit } from 'graphql';
import type { RequiredVariants } from './required-variant.ts';
import { writeOperation } from './write-operation.ts';

/** Gives one fetch its real fields back: `duty__r0: duty(zone: HOME)`, and `duty` in what it sends. Pure. */
export function restoreFetch(fetch: FetchNode, { variants }: RequiredVariants): FetchNode {
  const operation = visit(parse(fetch.operation, { noLocation: true }), {
    Field(node): FieldNode | undefined {
      const variant = variants.get(node.name.value);
      return (
        variant && {
          ...node,
          alias: node.alias ?? node.name,
          name: { ...node.name, value: variant.name },
          arguments: variant.arguments,
        }
      );
    },
  });
  const renames: FetchDataRewrite[] = [];

  function restoreSelections(
    selections: readonly QueryPlanSelectionNode[],
    path: readonly string[],
  ): QueryPlanSelectionNode[] {
    return selections.map((selection) => {
      if (selection.kind === 'InlineFragment') {
        const step = selection.typeCondition === undefined ? [] : [`... on ${selection.typeCondition}`];
        return { ...selection, selections: restoreSelections(selection.selections, [...path, ...step]) };
      }
      const place = [...path, selection.alias ?? selection.name];
      const inner = selection.selections && { selections: restoreSelections(selection.selections, place) };
      const variant = variants.get(selection.name);
      if (!variant) return { ...selection, ...inner };
      // After those inside: they are found by the name that this takes away.
      renames.push({ kind: 'KeyRenamer', path: place, renameKeyTo: variant.name });
      return { ...selection, alias: selection.alias ?? selection.name, name: variant.name, ...inner };
    });
  }

  const requires = fetch.requires && restoreSelections(fetch.requires, []);
  return {
    ...writeOperation(fetch, operation),
    ...(requires && { requires }),
    ...(renames.length > 0 && { inputRewrites: [...(fetch.inputRewrites ?? []), ...renames] }),
  };
}
