import { type DocumentNode, visit } from 'graphql';

/**
 * Finds an alias that no client may use: those that begin with two underscores.
 *
 * The gateway reads the type of an object under `__typename`. With `__typename: nik` a client would put a value
 * in its place: it would be sent to other subgraphs as the name of a type.
 *
 * @returns the alias, or undefined.
 */
export function findReservedAlias(document: DocumentNode): string | undefined {
  let found: string | undefined;
  visit(document, {
    Field({ alias, name }) {
      if (alias?.value.startsWith('__') && alias.value !== name.value) found ??= alias.value;
    },
  });
  return found;
}
