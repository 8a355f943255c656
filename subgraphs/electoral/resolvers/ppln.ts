import type { StatisticsTable } from '../../shared/statistics.ts';
import type { ElectoralContext } from '../loaders.ts';
import type { PplnDocument } from '../models.ts';
import { pointOf } from '../polling-points.ts';
import { seesWholeList } from '../sees-whole-list.ts';
import { VOTING_METHODS, type VotingMethod } from '../voter-document.ts';

/** The year of tables of how things stand now. */
const NOW = 0;

/** Resolves `Ppln`. Fields that are stored under their own name need no line here. */
export const pplnResolvers = {
  __resolveReference: async ({ code }: { readonly code: string }, { loaders }: ElectoralContext) =>
    await loaders.pplnByCode.load(code),
  code: ({ _id }: PplnDocument) => _id,
  country: ({ country }: PplnDocument) => ({ code: country }),
  attendanceByPollingPoint: countsOfList('attendanceByPollingPoint'),
  attendanceByList: countsOfList('attendanceByList'),
  methods: (committee: PplnDocument) =>
    VOTING_METHODS.map((method) => ({
      method,
      points: pointsOf(committee, method),
      capacity: committee.capacity[method],
    })).filter(({ points }) => points > 0),
  pollingPoints: (committee: PplnDocument, _: unknown, context: ElectoralContext) =>
    countsOfList('votersByPollingPoint')(committee, _, context)?.cells.map(({ code, count }) => {
      const point = pointOf(code);
      return { ...point, voters: count, capacity: committee.capacity[point.method] };
    }),
};

/** Counts of rows that the caller may not see would tell of them. */
function countsOfList(table: string) {
  return (
    { _id }: PplnDocument,
    _: unknown,
    { grant, statistics }: ElectoralContext,
  ): StatisticsTable | null => (seesWholeList(grant) ? statistics.table(table, NOW, _id) : null);
}

function pointsOf({ tpsln, ksk, pos }: PplnDocument, method: VotingMethod): number {
  return { TPSLN: tpsln, KSK: ksk, POS: pos }[method];
}
