import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, parse } from 'graphql';
import { projectRoot } from './project-root.ts';

/** The schema of one subgraph, the shared definitions included: what it serves and what is composed. */
export interface SubgraphSchema {
  readonly text: string;
  readonly document: DocumentNode;
}

/**
 * Reads the shared definitions and the `schema.graphql` of a subgraph, in this order.
 *
 * @param name folder of the subgraph, `civil` for example
 * @throws Error of the file system when there is no such file, GraphQLError when it does not parse
 */
export function readSchema(name: string): SubgraphSchema {
  const text = [join('shared', 'shared.graphql'), join(name, 'schema.graphql')]
    .map((path) => readFileSync(join(projectRoot, 'subgraphs', path), 'utf8'))
    .join('\n');
  return { text, document: parse(text) };
}
