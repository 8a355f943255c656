import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from 'graphql';
import { useEffect, useState } from 'react';
import { postJson } from './gateway-call.ts';
import { describeTrouble, type Trouble } from './trouble.ts';
import type { AskingHeaders } from './use-asking.ts';

/** The graph as the asking agency has it; while it is waited for, the one before it, which keeps the reader's place. */
export type SchemaState =
  | { readonly kind: 'waiting' | 'loading'; readonly schema: GraphQLSchema | null }
  | { readonly kind: 'ready'; readonly schema: GraphQLSchema }
  | { readonly kind: 'failed'; readonly trouble: Trouble; readonly schema: null };

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
export function useSchema(key: string | undefined, headers: AskingHeaders): SchemaState {
  const [state, setState] = useState<SchemaState>({ kind: 'waiting', schema: null });

  useEffect(() => {
    if (key === undefined) {
      setState(({ schema }) => ({ kind: 'waiting', schema }));
      return;
    }
    const abort = new AbortController();
    setState(({ schema }) => ({ kind: 'loading', schema }));
    headers()
      .then((asking) => introspect(asking ?? {}, abort.signal))
      .then((loaded) => !abort.signal.aborted && setState(loaded))
      .catch(() => undefined);
    return () => abort.abort();
  }, [key, headers]);

  return state;
}

async function introspect(
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<SchemaState> {
  const query = getIntrospectionQuery();
  const outcome = await postJson('/graphql', { query, operationName: 'IntrospectionQuery' }, headers, signal);
  const trouble = describeTrouble(outcome);
  if (trouble) return { kind: 'failed', trouble, schema: null };
  const data = outcome.kind === 'answered' ? outcome.body.data : undefined;
  if (!isIntrospection(data)) return { kind: 'failed', trouble: NOT_A_SCHEMA, schema: null };
  try {
    return { kind: 'ready', schema: buildClientSchema(data) };
  } catch {
    return { kind: 'failed', trouble: NOT_A_SCHEMA, schema: null };
  }
}

function isIntrospection(data: unknown): data is IntrospectionQuery {
  return typeof data === 'object' && data !== null && '__schema' in data;
}
