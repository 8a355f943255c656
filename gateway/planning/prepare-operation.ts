import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode } from 'graphql';
import { type CutOperation, cutOperation, type Denial } from '../access/cut-operation.ts';
import { type OperationLimits, readOperationLimits } from '../access/operation-limits.ts';
import { splitIntrospection } from '../access/split-introspection.ts';
import type { View } from '../access/view.ts';
import { createProblem, type Problem } from '../problem.ts';
import { findPairwiseVariables, type PairwiseVariables } from './find-pairwise-variables.ts';
import { findReservedAlias } from './find-reserved-alias.ts';
import { measureOperation, type OperationSize, SATURATION } from './measure-operation.ts';
import { unfoldFragments } from './unfold-fragments.ts';

/** The largest operation that is planned, fragments unfolded. */
export type SizeLimits = Readonly<Record<keyof OperationSize, number>>;

/** What depends only on (view, operation): made once and cached. */
export interface PreparedOperation {
  /** The operation without introspection, its fragments unfolded: each field node stands in one place. */
  readonly data: DocumentNode | undefined;
  /** Only what it asks of the schema. */
  readonly introspection: DocumentNode | undefined;
  /** `data` cut to the view; undefined when `data` is. */
  readonly cut: CutOperation | undefined;
  readonly limits: OperationLimits | undefined;
  /** Variables whose values name input coordinates that are not given; `cut` is cut for these. */
  readonly deniedVariables: ReadonlyMap<string, readonly Denial[]>;
  /** Where `data` takes pairwise ids. */
  readonly pairwiseVariables: PairwiseVariables;
}

/** A prepared operation, or why it cannot be one. */
export type Preparation =
  | { readonly kind: 'prepared'; readonly prepared: PreparedOperation }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** How a size limit is called in the message about it. */
const COUNTED: Readonly<Record<keyof OperationSize, string>> = {
  depth: 'levels of fields',
  selections: 'fields',
  aliases: 'aliases',
  rootFields: 'fields at its root',
};

/**
 * Prepares a valid document for one view: parts introspection from data, measures both, unfolds and cuts the data.
 *
 * @param deniedVariables as in `cutOperation`.
 */
export function prepareOperation(
  view: View,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  sizeLimits: SizeLimits,
  deniedVariables: ReadonlyMap<string, readonly Denial[]>,
): Preparation {
  const split = splitIntrospection(document, operation);
  const unfit =
    (split.data && findUnfit(split.data, sizeLimits)) ??
    // The introspection of every tool is deeper than any query of data.
    (split.introspection && findUnfit(split.introspection, { ...sizeLimits, depth: SATURATION }));
  if (unfit) return { kind: 'refused', problem: unfit };
  const data = split.data && unfoldFragments(split.data);
  const cut = data && cutOperation(view, data, deniedVariables);
  if (cut?.inlineIdentifier) {
    return { kind: 'refused', problem: createProblem('INLINE_VALUE', { coordinate: cut.inlineIdentifier }) };
  }
  const pairwise = data && findPairwiseVariables(view.graph.apiSchema, data, view.graph.pairwise);
  if (pairwise?.kind === 'refused') return pairwise;
  const limits = cut && data && readOperationLimits(view, data, cut);
  const pairwiseVariables = pairwise?.variables ?? new Map();
  const { introspection } = split;
  return {
    kind: 'prepared',
    prepared: { data, introspection, cut, limits, deniedVariables, pairwiseVariables },
  };
}

/** What keeps half of an operation from being answered, whoever asks. */
function findUnfit(document: DocumentNode, limits: SizeLimits): Problem | undefined {
  const reserved = findReservedAlias(document);
  return reserved === undefined
    ? findTooLarge(document, limits)
    : createProblem('GRAPHQL_VALIDATION_FAILED', { problem: `The alias ${reserved} is reserved.` });
}

function findTooLarge(document: DocumentNode, limits: SizeLimits): Problem | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = measureOperation(definition, fragments);
    for (const name of Object.keys(COUNTED) as (keyof OperationSize)[]) {
      if (size[name] > limits[name]) {
        return createProblem('OPERATION_TOO_LARGE', { limit: limits[name], counted: COUNTED[name] });
      }
    }
  }
  return undefined;
}
