import { type ASTVisitor, type FieldNode, Kind, type ValidationContext } from 'graphql';
import { subgraphError } from './errors.ts';

/**
 * Refuses `_service`: schemas are composed from files, and a running subgraph tells nobody what it could answer.
 *
 * @see https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec
 */
export function RefuseServiceRule(context: ValidationContext): ASTVisitor {
  return {
    [Kind.FIELD](node: FieldNode) {
      if (node.name.value !== '_service') return;
      context.reportError(
        subgraphError('OPERATION_REFUSED', {
          message: 'This subgraph does not tell its schema at run time.',
        }),
      );
    },
  };
}
