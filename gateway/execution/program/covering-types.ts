import { isAbstractType } from 'graphql';
import type { Writing } from './writing.ts';

/**
 * The types under whose names the value of a field is a pairwise id: of all, of none, or of these. Where some are
 * and the object does not say what it is, it counts as one that is: a value that is no id becomes null.
 *
 * @param parent the type of the objects, an abstract one too; undefined where it is not known.
 */
export function coveringTypes(
  { schema, types, pairwise }: Pick<Writing, 'schema' | 'types' | 'pairwise'>,
  parent: string | undefined,
  field: string,
): 'all' | 'none' | ReadonlySet<string | undefined> {
  if (pairwise.size === 0) return 'none';
  if (parent === undefined) {
    const names = [...pairwise]
      .filter((each) => each.endsWith(`.${field}`))
      .map((each) => each.split('.')[0]);
    return names.length === 0 ? 'none' : new Set([undefined, ...names]);
  }
  const possible = types.objects(parent);
  const covering = possible.filter((name) => pairwise.has(`${name}.${field}`));
  if (covering.length === 0) return 'none';
  if (covering.length === possible.length) return 'all';
  const abstract = [...types.under(parent)].filter((name) => isAbstractType(schema.getType(name)));
  return new Set([undefined, ...covering, ...abstract]);
}
