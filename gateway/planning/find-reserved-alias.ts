import { type DocumentNode, visit } from 'graphql';
import { TYPENAME_ALIAS } from '../access/cut-operation.ts';

/**
 * Finds an alias that no client may use: `_simpul_typename`, and all that begin with two underscores.
 *
 * The gateway reads the type of an object under these names. With `__typename: nik` a client would put a value
 * in its place: it would be sent to other subgraphs as the name of a type.
 *
 * @returns the alias, or undefined.
 */
export function findReservedAlias(document: DocumentNode): string | undefined {
  let found: string | undefined;
  visit(document, {
    Field({ alias, name }) {
      if (!alias || alias.value === name.value) return;
      if (alias.value === TYPENAME_ALIAS || alias.value.startsWith('__')) found ??= alias.value;
    },
  });
  return found;
}
