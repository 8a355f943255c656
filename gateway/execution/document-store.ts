import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { LRUCache } from 'lru-cache';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

/** Characters of the documents that are kept, all together. */
const KEPT_CHARACTERS = 2 ** 25;

/**
 * Makes the store of parsed and validated documents.
 *
 * Apollo's own counts the nodes of a document and not its text, to which each node holds on: comments of a quarter
 * of a megabyte count for nothing there, and a few thousand requests of anybody fill the memory.
 *
 * @param keptCharacters of texts and of their documents as JSON
 */
export function createDocumentStore(keptCharacters = KEPT_CHARACTERS): DocumentStore {
  const kept = new LRUCache<string, NonNullable<Awaited<ReturnType<DocumentStore['get']>>>>({
    maxSize: keptCharacters,
    sizeCalculation: (document) => JSON.stringify(document).length + (document.loc?.source.body.length ?? 0),
  });
  return {
    get: async (hash) => kept.get(hash),
    set: async (hash, document) => {
      kept.set(hash, document);
    },
    delete: async (hash) => kept.delete(hash),
  };
}
