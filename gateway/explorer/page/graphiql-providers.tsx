import { DOC_EXPLORER_PLUGIN, DocExplorerContextProvider } from '@graphiql/plugin-doc-explorer';
import {
  EditorContextProvider,
  PluginContextProvider,
  SchemaContextProvider,
  StorageContextProvider,
} from '@graphiql/react';
import type { GraphQLSchema } from 'graphql';
import { type ReactNode, useState } from 'react';
import { createMemoryStorage } from './memory-storage.ts';

interface GraphiqlProvidersProps {
  /** The graph to complete and check operations by; `null` while there is none. */
  readonly schema: GraphQLSchema | null;
  /** What the editors begin with; not read again. */
  readonly query: string;
  readonly variables: string;
  readonly children: ReactNode;
}

/** GraphiQL's editors and explorer of documentation, without its storage, its introspection and its execution. */
export function GraphiqlProviders({ schema, query, variables, children }: GraphiqlProvidersProps) {
  const [storage] = useState(createMemoryStorage);
  // Given as values: of a first tab the editors take the query only. Held, since a new value would be put into them.
  const [begin] = useState({ query, variables });
  return (
    <StorageContextProvider storage={storage}>
      <EditorContextProvider {...begin} shouldPersistHeaders={false}>
        <SchemaContextProvider schema={schema} fetcher={fetchNothing}>
          <PluginContextProvider plugins={PLUGINS} referencePlugin={DOC_EXPLORER_PLUGIN}>
            <DocExplorerContextProvider>{children}</DocExplorerContextProvider>
          </PluginContextProvider>
        </SchemaContextProvider>
      </EditorContextProvider>
    </StorageContextProvider>
  );
}

const PLUGINS = [DOC_EXPLORER_PLUGIN];

/** Asked for by the types, never called: the schema is always given, and operations are run elsewhere. */
function fetchNothing(): never {
  throw new Error('GraphiQL was to fetch by itself.');
}
