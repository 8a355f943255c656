import type DataLoader from 'dataloader';
import { createManyLoader, createOneLoader } from '../shared/loader.ts';
import type { RowType } from '../shared/row-filter.ts';
import type { RequestRows, SubgraphContext } from '../shared/subgraph.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import { createElectionOfList, type ElectionOfList } from './election-of-list.ts';
import { MATCH_KINDS, type MatchName } from './match-kind.ts';
import type { ElectionDocument, ElectoralModels, PplnDocument } from './models.ts';
import { createRowMatches, type RowMatches } from './row-match.ts';
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
  readonly matches: Readonly<Record<MatchName, RowMatches>>;
  readonly ppln: VisibleRows<PplnDocument>;
  readonly pplnByCode: DataLoader<string, PplnDocument | null>;
  readonly elections: VisibleRows<ElectionDocument>;
  readonly electionByCode: DataLoader<string, ElectionDocument | null>;
  readonly electionOfList: ElectionOfList;
}

/** What every resolver of this subgraph is given. */
export type ElectoralContext = SubgraphContext<ElectoralModels, ElectoralLoaders>;

/** Makes the loaders of one request. A voter that was read once, in a list for example, is not read again by id. */
export function createLoaders(models: ElectoralModels, rows: RequestRows): ElectoralLoaders {
  const voters = rows.visible(models.voters, VOTER_ROWS, (row) => voterById.prime(row._id, row));
  const voterById = createOneLoader(voters.find, '_id');
  const ppln = rows.reference(models.ppln);
  const elections = rows.reference(models.elections);
  return {
    voters,
    voterById,
    votersByCitizen: createManyLoader(voters.find, 'citizenId'),
    matches: {
      sameNik: createRowMatches(voters, MATCH_KINDS.sameNik),
      samePerson: createRowMatches(voters, MATCH_KINDS.samePerson),
      samePassport: createRowMatches(voters, MATCH_KINDS.samePassport),
      sameAddress: createRowMatches(voters, MATCH_KINDS.sameAddress),
    },
    ppln,
    pplnByCode: createOneLoader(ppln.find, '_id'),
    elections,
    electionByCode: createOneLoader(elections.find, '_id'),
    electionOfList: createElectionOfList(elections),
  };
}
