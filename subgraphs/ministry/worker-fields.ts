import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { type MadeOf, selectedFields, storedFields } from '../shared/selected-fields.ts';

const WORKER: MadeOf = new Map<string, readonly string[]>([
  ['__typename', []],
  ['id', ['_id']],
  ['citizen', ['citizenId']],
  ['placed', ['status']],
  ['placementState', ['status']],
]);

/** The lists of a worker of which a part is read, with what their fields are made of. */
const LISTS: ReadonlyMap<string, MadeOf> = new Map<string, MadeOf>([
  [
    'placements',
    new Map([
      ['__typename', ['destinationCountry']],
      ['returnMonth', ['returnDate']],
    ]),
  ],
  [
    'repatriations',
    new Map([
      ['__typename', ['date']],
      ['month', ['date']],
    ]),
  ],
]);

const known = new WeakMap<readonly FieldNode[], readonly string[]>();

/**
 * The stored fields of a worker that an operation needs. A worker's contracts and insurances are most of its document, and few
 * ask for them.
 *
 * @param paths ways from the field at hand to the workers; the field itself when absent
 */
export function workerFields(
  info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  paths: readonly (readonly string[])[] = [[]],
): readonly string[] {
  // The executor hands the same nodes to every object of a list.
  const before = known.get(info.fieldNodes);
  if (before) return before;
  const fields = storedFields(selectedFields(info, paths), WORKER).flatMap((field) => {
    const madeOf = LISTS.get(field);
    if (!madeOf) return field;
    const below = selectedFields(
      info,
      paths.map((path) => [...path, field]),
    );
    return storedFields(below, madeOf).map((name) => `${field}.${name}`);
  });
  known.set(info.fieldNodes, fields);
  return fields;
}
