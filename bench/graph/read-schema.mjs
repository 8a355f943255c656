import { readFileSync } from 'node:fs';

export const SUBGRAPHS = ['accounts', 'products', 'inventory', 'reviews'];

/** The text of a subgraph's schema, in the form that both versions of federation take. */
export function readSchema(subgraph) {
  return readFileSync(new URL(`${subgraph}.graphql`, import.meta.url), 'utf8');
}
