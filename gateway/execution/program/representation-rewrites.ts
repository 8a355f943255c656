import type { FetchDataRewrite } from '@apollo/query-planner';
import type { TypeNames } from './type-names.ts';

/** A rewrite, and how much of its way is still to go. */
export interface Rewriting {
  readonly path: readonly string[];
  readonly rewrite: FetchDataRewrite;
}

const CONDITION = '... on ';

/** What a plan makes of objects of one type. */
export interface RewrittenType {
  /** The name that a subgraph is asked by: an object can be asked for under the name of an interface. */
  readonly asked: string | undefined;
  /** The rewrites that are meant for these objects. */
  readonly rewritings: readonly Rewriting[];
}

/**
 * Applies the rewrites of a plan to a type, one after the other: what gives an object another type decides whether the
 * next are meant for it. An object that does not say its type is meant by all.
 */
export function rewriteType(
  types: TypeNames,
  name: string | undefined,
  rewritings: readonly Rewriting[],
): RewrittenType {
  let asked = name;
  const meant = rewritings.filter(({ path, rewrite }) => {
    const first = path.findIndex((step) => !step.startsWith(CONDITION));
    const isMeant = path
      .slice(0, first)
      .every((step) => asked === undefined || types.under(step.slice(CONDITION.length)).has(asked));
    const setsType =
      rewrite.kind === 'ValueSetter' && path[first] === '__typename' && first === path.length - 1;
    if (isMeant && setsType) asked = String(rewrite.setValueTo);
    return isMeant && !setsType;
  });
  return { asked, rewritings: meant };
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
