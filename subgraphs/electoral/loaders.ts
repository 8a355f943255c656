import type DataLoader from 'dataloader';
import { ALL_ROWS } from '../shared/condition.ts';
import { createManyLoader, createOneLoader } from '../shared/loader.ts';
import type { RowType } from '../shared/row-filter.ts';
import type { RequestRows, SubgraphContext } from '../shared/subgraph.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import type { ElectionDocument, ElectoralModels, PplnDocument } from './models.ts';
import {
  createMatchLoader,
  type RowMatch,
  SAME_ADDRESS,
  SAME_NIK,
  SAME_PASSPORT,
  SAME_PERSON,
} from './row-match.ts';
import type { VoterDocument } from './voter-document.ts';

/** What grants can tell voters apart by. */
const VOTER_ROWS: RowType = {
  name: 'Voter',
  attributes: {
    person: { path: 'citizenId', kind: 'text' },
    ppln: { path: 'ppln', kind: 'text' },
  },
};

/** What the resolvers of one request read with. */
export interface ElectoralLoaders {
  readonly voters: VisibleRows<VoterDocument>;
  readonly voterById: DataLoader<string, VoterDocument | null>;
  readonly votersByCitizen: DataLoader<string, readonly VoterDocument[]>;
  readonly ppln: VisibleRows<PplnDocument>;
  readonly pplnByCode: DataLoader<string, PplnDocument | null>;
  readonly elections: VisibleRows<ElectionDocument>;
  readonly electionByCode: DataLoader<string, ElectionDocument | null>;
  /** The election whose list is kept: of those with a fixed list, the one that was fixed last. */
  readonly electionOfList: () => Promise<ElectionDocument | undefined>;
  readonly sameNik: DataLoader<VoterDocument, RowMatch | null>;
  readonly samePerson: DataLoader<VoterDocument, RowMatch | null>;
  readonly samePassport: DataLoader<VoterDocument, RowMatch | null>;
  readonly sameAddress: DataLoader<VoterDocument, RowMatch | null>;
}

/** What every resolver of this subgraph is given. */
export type ElectoralContext = SubgraphContext<ElectoralModels, ElectoralLoaders>;

/** Makes the loaders of one request. A voter that was read once, in a list for example, is not read again by id. */
export function createLoaders(models: ElectoralModels, rows: RequestRows): ElectoralLoaders {
  const voters = rows.visible(models.voters, VOTER_ROWS, (row) => voterById.prime(row._id, row));
  const voterById = createOneLoader(voters.find, '_id');
  const ppln = rows.reference(models.ppln);
  const elections = rows.reference(models.elections);
  let electionOfList: Promise<ElectionDocument | undefined> | undefined;
  return {
    voters,
    voterById,
    votersByCitizen: createManyLoader(voters.find, 'citizenId'),
    ppln,
    pplnByCode: createOneLoader(ppln.find, '_id'),
    elections,
    electionByCode: createOneLoader(elections.find, '_id'),
    electionOfList: () => {
      electionOfList ??= elections.find(ALL_ROWS).then(lastFixed);
      return electionOfList;
    },
    sameNik: createMatchLoader(voters, SAME_NIK),
    samePerson: createMatchLoader(voters, SAME_PERSON),
    samePassport: createMatchLoader(voters, SAME_PASSPORT),
    sameAddress: createMatchLoader(voters, SAME_ADDRESS),
  };
}

function lastFixed(elections: readonly ElectionDocument[]): ElectionDocument | undefined {
  const fixed = elections.filter(({ listFixedOn }) => listFixedOn !== undefined);
  return fixed.sort((a, b) => ((a.listFixedOn ?? '') < (b.listFixedOn ?? '') ? 1 : -1))[0];
}
