import { type DocumentNode, execute, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { View } from '../access/view.ts';
import { createViewSchema } from '../access/view-schema.ts';
import { createProblem } from '../problem.ts';
import type { Inquiry } from './inquiry.ts';
import type { PlacedProblem } from './program/program-run.ts';

/** What is answered about the schema. */
export interface SchemaAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly problems: readonly PlacedProblem[];
}

/** Answers what an operation asks of the schema: `(inquiry, document, coerced variables)`. */
export type Introspect = (
  inquiry: Inquiry,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
) => Promise<SchemaAnswer>;

/** Views whose schema is kept. */
const KEPT_SCHEMAS = 100;

/** Makes what answers introspection: with the part of the graph that the view gives, and nothing else. */
export function createIntrospection(logger: Logger): Introspect {
  const schemas = new LRUCache<string, { readonly schema: GraphQLSchema | undefined }>({ max: KEPT_SCHEMAS });

  function schemaOf(view: View): GraphQLSchema | undefined {
    const known = schemas.get(view.key);
    if (known) return known.schema;
    const schema = createViewSchema(view);
    schemas.set(view.key, { schema });
    return schema;
  }

  return async ({ view, purpose, requestId }, document, variableValues) => {
    const schema = schemaOf(view);
    if (!schema) return { data: null, problems: [{ problem: createProblem('VIEW_EMPTY', { purpose }) }] };
    const { data = null, errors = [] } = await execute({ schema, document, variableValues });
    if (errors.length > 0) logger.error({ requestId, err: errors[0] }, 'introspection failed');
    return {
      data: data as SchemaAnswer['data'],
      problems: errors.map(() => ({ problem: createProblem('INTERNAL') })),
    };
  };
}
