import { ALL_ROWS } from '../../shared/condition.ts';
import { createConnection, type ListArguments } from '../../shared/connection.ts';
import { badInput } from '../../shared/errors.ts';
import type { AccessFilter } from '../access-condition.ts';
import { NEWEST_FIRST } from '../access-order.ts';
import type { LedgerContext } from '../loaders.ts';

/** A person as another subgraph names them. */
interface Citizen {
  readonly id: string;
}

/** Resolves `Citizen`. */
export const citizenResolvers = {
  __resolveReference: ({ id }: Citizen): Citizen => ({ id }),
  accesses: ({ id }: Citizen, listArguments: ListArguments<AccessFilter>, context: LedgerContext) => {
    const { filter } = listArguments;
    if (filter?.person != null) throw badInput('filter.person', 'no person in a list that is of one already');
    return createConnection(context, {
      // A cursor of one person's list is none of another's.
      field: `Citizen.accesses ${id}`,
      rows: context.loaders.accesses(filter, id),
      order: NEWEST_FIRST,
      condition: ALL_ROWS,
      arguments: listArguments,
    });
  },
};
