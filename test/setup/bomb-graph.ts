import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@interfaceObject"])';

/**
 * A supergraph that our own composition refuses: a relation between entities that four subgraphs share. Each level of
 * it multiplies the ways to a field by four.
 */
export const BOMB_SUPERGRAPH: string = compose([
  ['root', 'type Query { start: Knot } type Knot @key(fields: "id") { id: ID! rootLeaf: Int }'],
  ...['a', 'b', 'c', 'd'].map((name): readonly [string, string] => [
    name,
    `type Knot @key(fields: "id") { id: ID! next: Knot @shareable ${name}Leaf: Int }`,
  ]),
]);

/** A supergraph with an interface that nobody implements: one subgraph leads to it, another has its text and finds none. */
export const UNREACHABLE_SUPERGRAPH: string = compose([
  ['signs', 'type Query { sign: Sign } interface Sign @key(fields: "id") { id: ID! }'],
  [
    'texts',
    `type Query { anySign: Sign }
    type Sign @key(fields: "id", resolvable: false) @interfaceObject { id: ID! text: String }`,
  ],
]);

/** An operation over so many levels. Without a limit of paths eight keep Apollo's planner busy for ten seconds or more. */
export function bombOf(levels: number): string {
  return `{ start { ${'next { '.repeat(levels)}rootLeaf${' }'.repeat(levels)} } }`;
}

function compose(subgraphs: readonly (readonly [name: string, sdl: string])[]): string {
  const composed = composeServices(
    subgraphs.map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      typeDefs: parse(`${LINK} ${sdl}`),
    })),
  );
  if (composed.errors) throw new Error(composed.errors.join('\n'));
  return composed.supergraphSdl;
}
