import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import type { CutOperation } from '../access/cut-operation.ts';
import { applyMask } from '../access/mask.ts';

/** Data of an answer; null when a null reached the root. */
export type AnswerData = Readonly<Record<string, unknown>> | null;

/**
 * Puts an answer to the cut operation into the shape of the operation as it was asked: what was cut away is
 * null, what the type that a value turned out to have gives masked is masked, and a null goes up to the nearest
 * field that may be null.
 *
 * @param fetched the answer to the cut operation.
 */
export async function shapeAnswer(
  schema: GraphQLSchema,
  document: DocumentNode,
  cut: CutOperation,
  fetched: Readonly<Record<string, unknown>>,
  variables: Readonly<Record<string, unknown>>,
): Promise<AnswerData> {
  const result: ExecutionResult = await execute({
    schema,
    document,
    rootValue: fetched,
    variableValues: variables,
    fieldResolver: (source, _arguments, _context, info) => {
      if (info.fieldNodes.some((node) => cut.deniedNodes.has(node))) return null;
      const key = info.path.key;
      const value =
        typeof source === 'object' && source !== null && Object.hasOwn(source, key) ? source[key] : null;
      const decision = cut.decisions.get(`${info.parentType.name}.${info.fieldName}`);
      return decision?.kind === 'masked' ? applyMask(decision.mask, value) : value;
    },
    typeResolver: (source) => (source as { readonly __typename?: string }).__typename,
  });
  return (result.data as AnswerData | undefined) ?? null;
}
