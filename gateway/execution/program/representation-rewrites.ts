import type { FetchDataRewrite } from '@apollo/query-planner';
import type { TypeNames } from './type-names.ts';

/** A rewrite, and how much of its way is still to go. */
export interface Rewriting {
  readonly path: readonly string[];
  readonly rewrite: FetchDataRewrite;
}

const CONDITION = '... on ';

/** The name that a subgraph is asked by: a plan can ask for an object under the name of an interface. */
export function rewriteType(types: TypeNames, name: string, rewritings: readonly Rewriting[]): string {
  return rewritings.reduce((now, { path, rewrite }) => {
    const conditions = path.filter((step) => step.startsWith(CONDITION));
    const isMeant = conditions.every((step) => types.under(step.slice(CONDITION.length)).has(now));
    return rewrite.kind === 'ValueSetter' && isMeant ? String(rewrite.setValueTo) : now;
  }, name);
}

/** The rewrites of a field of this object. */
export function rewritingsOf(rewritings: readonly Rewriting[], name: string): readonly Rewriting[] {
  return rewritings.filter(({ path }) => {
    const steps = path.filter((step) => !step.startsWith(CONDITION));
    return steps.length === 1 && steps[0] === name;
  });
}

/** The rewrites of what is below a field, from there on. */
export function inside(rewritings: readonly Rewriting[], name: string): readonly Rewriting[] {
  return rewritings.flatMap(({ path, rewrite }) => {
    const index = path.findIndex((step) => !step.startsWith(CONDITION));
    return path[index] === name && index < path.length - 1 ? [{ path: path.slice(index + 1), rewrite }] : [];
  });
}
