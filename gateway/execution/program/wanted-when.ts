import { type DirectiveNode, Kind, type SelectionSetNode } from 'graphql';
import type { PlanCondition } from './read-plan.ts';

/** Values of variables of which one set must be given; undefined where nothing depends on any. */
export type Alternatives = readonly (readonly PlanCondition[])[] | undefined;

/** Says for which variables a selection asks for anything: a fetch of which all is skipped need not be made. */
export function wantedWhen(set: SelectionSetNode): Alternatives {
  const found = alternativesOf(set, []);
  return found.some((conditions) => conditions.length === 0) ? undefined : found;
}

/** True when the variables are one of the alternatives. */
export function isWanted(alternatives: Alternatives, variables: Readonly<Record<string, unknown>>): boolean {
  return (
    alternatives === undefined || alternatives.some((conditions) => meetsConditions(conditions, variables))
  );
}

/** True when all conditions are met. */
export function meetsConditions(
  conditions: readonly PlanCondition[],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return conditions.every(({ variable, value }) => (variables[variable] === true) === value);
}

function alternativesOf(
  set: SelectionSetNode,
  outer: readonly PlanCondition[],
): readonly (readonly PlanCondition[])[] {
  return set.selections.flatMap((node) => {
    const conditions = readConditions(node.directives ?? []);
    if (!conditions) return [];
    const all = [...outer, ...conditions];
    return node.kind === Kind.INLINE_FRAGMENT ? alternativesOf(node.selectionSet, all) : [all];
  });
}

/** What `@skip` and `@include` ask for; undefined for what they never let through. */
function readConditions(directives: readonly DirectiveNode[]): readonly PlanCondition[] | undefined {
  const found: PlanCondition[] = [];
  for (const { name, arguments: given } of directives) {
    const value = given?.find((each) => each.name.value === 'if')?.value;
    const isInclude = name.value === 'include';
    if (!isInclude && name.value !== 'skip') continue;
    if (value?.kind === Kind.BOOLEAN && value.value !== isInclude) return undefined;
    if (value?.kind === Kind.VARIABLE) found.push({ variable: value.name.value, value: isInclude });
  }
  return found;
}
