import { DocExplorer } from '@graphiql/plugin-doc-explorer';
import { type GraphQLSchema, isIntrospectionType, isObjectType } from 'graphql';
import type { SchemaState } from '../use-schema.ts';
import { Notice } from './notice.tsx';

interface SchemaViewProps {
  readonly state: SchemaState;
  /** Who has this graph, and for what, in words. */
  readonly askedAs: string;
  readonly onRetry: () => void;
}

/** The graph as the asking agency has it, in GraphiQL's own explorer of documentation. */
export function SchemaView({ state, askedAs, onRetry }: SchemaViewProps) {
  if (state.kind === 'failed') {
    return (
      <Notice trouble={state.trouble}>
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      </Notice>
    );
  }
  if (state.kind !== 'ready') {
    return (
      <p className="empty" aria-busy={state.kind === 'loading'}>
        {state.kind === 'loading' ? 'Reading the graph…' : 'The graph is shown once there is a token.'}
      </p>
    );
  }
  const { types, fields } = sizeOf(state.schema);
  return (
    <div className="schema-view">
      <p className="schema-scope">
        The graph of <strong>{askedAs}</strong>: {types} types, {fields} fields. What no agreement gives is
        not in it.
      </p>
      <DocExplorer />
    </div>
  );
}

function sizeOf(schema: GraphQLSchema): { readonly types: number; readonly fields: number } {
  const objects = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !isIntrospectionType(type));
  const fields = objects.reduce((sum, type) => sum + Object.keys(type.getFields()).length, 0);
  return { types: objects.length, fields };
}
