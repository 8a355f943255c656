import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { joinArgument } from './join-directives.ts';
import { isOutputType } from './output-types.ts';

/**
 * Puts the keys of each type that a subgraph resolves before those that it does not. The order means nothing, except
 * to Apollo's planner: where a plan comes back to a subgraph it sends the first key, resolvable or not. Pure.
 *
 * @see `getLocallySatisfiableKey` of `@apollo/query-graphs` 2.14.4
 */
export function orderKeys(supergraph: DocumentNode): DocumentNode {
  const isUnresolved = (directive: ConstDirectiveNode) =>
    directive.name.value === 'join__type' && joinArgument(directive, 'resolvable') === false;
  return {
    ...supergraph,
    definitions: supergraph.definitions.map((definition) => {
      if (!isOutputType(definition) || !definition.directives) return definition;
      const { directives } = definition;
      const ordered = directives
        .filter((each) => !isUnresolved(each))
        .concat(directives.filter((each) => isUnresolved(each)));
      return { ...definition, directives: ordered };
    }),
  };
}
