import type { Storage } from '@graphiql/toolkit';

/**
 * Storage for GraphiQL that is gone with the page. Queries, variables and answers may hold personal data, which
 * must not stay behind in a browser that several officers use.
 */
export function createMemoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value);
    },
    removeItem: (key) => {
      items.delete(key);
    },
    clear: () => items.clear(),
    get length() {
      return items.size;
    },
  };
}
