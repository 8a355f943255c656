import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { type CutOperation, cutOperation, type Denial } from '../access/cut-operation.ts';
import { type OperationLimits, readOperationLimits } from '../access/operation-limits.ts';
import { splitIntrospection } from '../access/split-introspection.ts';
import type { View } from '../access/view.ts';
import { createProblem, type Problem } from '../problem.ts';
import { measureOperation, type OperationSize } from './measure-operation.ts';

/** The largest operation that is planned, fragments unfolded. */
export type SizeLimits = Readonly<Record<keyof OperationSize, number>>;

/** What depends only on (view, operation): made once and cached. */
export interface PreparedOperation {
  readonly operation: OperationDefinitionNode;
  /** The operation without introspection, as the client wrote it. */
  readonly data: DocumentNode | undefined;
  /** Only what it asks of the schema. */
  readonly introspection: DocumentNode | undefined;
  /** `data` cut to the view; undefined when `data` is. */
  readonly cut: CutOperation | undefined;
  readonly limits: OperationLimits | undefined;
  /** Names the cut document for the plan cache: holds the view's key. */
  readonly planKey: string;
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
 * Prepares a valid document for one view: measures it, parts introspection from data, cuts it.
 *
 * @param queryHash names the text of the document.
 * @param deniedVariables as in `cutOperation`.
 */
export function prepareOperation(
  view: View,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  queryHash: string,
  sizeLimits: SizeLimits,
  deniedVariables: ReadonlyMap<string, Denial>,
): Preparation {
  const schema: GraphQLSchema = view.graph.apiSchema;
  const split = splitIntrospection(schema, document, operation);
  if (split.data) {
    const tooLarge = findTooLarge(split.data, sizeLimits);
    if (tooLarge) return { kind: 'refused', problem: tooLarge };
  }
  const cut = split.data && cutOperation(view, split.data, deniedVariables);
  if (cut?.inlineIdentifier) {
    return { kind: 'refused', problem: createProblem('INLINE_VALUE', { coordinate: cut.inlineIdentifier }) };
  }
  const planKey = createHash('sha256')
    .update(
      JSON.stringify([view.key, queryHash, operation.name?.value ?? '', [...deniedVariables.keys()].sort()]),
    )
    .digest('hex');
  const limits = cut && split.data && readOperationLimits(view, split.data, cut);
  return { kind: 'prepared', prepared: { operation, ...split, cut, limits, planKey } };
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
