import { parse, print } from 'graphql';
import { orderKeys } from './order-keys.ts';
import { partRequiredFields } from './part-required-fields.ts';
import type { RequiredVariants } from './required-variant.ts';

/** What Apollo's planner is given, and what its plans have to be rid of. */
export interface PlannableSupergraph extends RequiredVariants {
  readonly supergraphSdl: string;
}

/** Makes the supergraph that Apollo's planner plans well: the same graph, without what it gets wrong. Pure. */
export function createPlannableSupergraph(supergraphSdl: string): PlannableSupergraph {
  const { supergraph, variants, needs } = partRequiredFields(
    orderKeys(parse(supergraphSdl, { noLocation: true })),
  );
  return { supergraphSdl: print(supergraph), variants, needs };
}
