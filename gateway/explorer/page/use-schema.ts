import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from 'graphql';
import { useEffect, useState } from 'react';
import { postJson } from './gateway-call.ts';
import { describeTrouble, type Trouble } from './trouble.ts';

/** The graph as the asking agency has it. */
export type SchemaState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly schema: GraphQLSchema }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

const NOT_A_SCHEMA: Trouble = {
  title: 'The graph cannot be read',
  detail: 'The gateway answered the introspection with something that is not a schema.',
  remedy: 'Tell the operator of the gateway.',
};

/**
 * Introspects the graph with some headers, and again whenever the key changes: who asks, or why.
 *
 * @param key undefined while there is nothing to ask with
 * @param headers those of the request, read when it is sent: a renewed token alone does not ask again
 */
export function useSchema(
  key: string | undefined,
  headers: () => Readonly<Record<string, string>> | undefined,
): SchemaState {
  const [state, setState] = useState<SchemaState>({ kind: 'waiting' });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the headers belong to the key.
  useEffect(() => {
    if (key === undefined) {
      setState({ kind: 'waiting' });
      return;
    }
    const abort = new AbortController();
    setState({ kind: 'loading' });
    introspect(headers() ?? {}, abort.signal)
      .then((loaded) => !abort.signal.aborted && setState(loaded))
      .catch(() => undefined);
    return () => abort.abort();
  }, [key]);

  return state;
}

async function introspect(
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<SchemaState> {
  const query = getIntrospectionQuery();
  const outcome = await postJson('/graphql', { query, operationName: 'IntrospectionQuery' }, headers, signal);
  const trouble = describeTrouble(outcome);
  if (trouble) return { kind: 'failed', trouble };
  const data = outcome.kind === 'answered' ? outcome.body.data : undefined;
  if (!isIntrospection(data)) return { kind: 'failed', trouble: NOT_A_SCHEMA };
  try {
    return { kind: 'ready', schema: buildClientSchema(data) };
  } catch {
    return { kind: 'failed', trouble: NOT_A_SCHEMA };
  }
}

function isIntrospection(data: unknown): data is IntrospectionQuery {
  return typeof data === 'object' && data !== null && '__schema' in data;
}
