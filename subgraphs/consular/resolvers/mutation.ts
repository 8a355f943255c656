import { subgraphError } from '../../shared/errors.ts';
import type { Grant } from '../../shared/grant-claims.ts';
import { findRow, moveRow } from '../../shared/move-row.ts';
import { requireOwner } from '../../shared/require-owner.ts';
import type { ConsularCaseStatus } from '../case-document.ts';
import { CASE_MOVES } from '../case-moves.ts';
import type { ConsularContext } from '../loaders.ts';
import { SELF_REPORT_MOVES } from '../self-report-moves.ts';
import { openConsularCase } from './open-consular-case.ts';

interface MoveArguments {
  readonly id: string;
  readonly status: ConsularCaseStatus;
}

interface VerifyArguments {
  readonly id: string;
  readonly verified: boolean;
}

/** Resolves `Mutation`. */
export const mutationResolvers = {
  openConsularCase,
  moveConsularCase: async (_: unknown, { id, status }: MoveArguments, context: ConsularContext) => {
    const { grant, loaders } = context;
    requireOwner('consular', grant);
    requireOwnMission(grant, await findRow(loaders.consularCases, id));
    const moved = await moveRow({
      rows: loaders.consularCases,
      id,
      field: 'status',
      moves: CASE_MOVES,
      to: status,
    });
    loaders.consularCaseById.clear(id);
    loaders.consularCasesByCitizen.clear(moved.citizenId);
    return moved;
  },
  verifySelfReport: async (_: unknown, { id, verified }: VerifyArguments, context: ConsularContext) => {
    const { grant, loaders } = context;
    requireOwner('consular', grant);
    requireOwnMission(grant, await findRow(loaders.selfReports, id));
    const moved = await moveRow({
      rows: loaders.selfReports,
      id,
      field: 'status',
      moves: SELF_REPORT_MOVES,
      to: verified ? 'VERIFIED' : 'REJECTED',
    });
    loaders.selfReportById.clear(id);
    loaders.selfReportByCitizen.clear(moved.citizenId);
    return moved;
  },
};

/** A mission may see what another handles for a person in its jurisdiction, and leaves it to that one. */
function requireOwnMission({ unit }: Grant, { mission }: { readonly mission: string }): void {
  if (unit === undefined || unit === mission) return;
  throw subgraphError('FORBIDDEN', {
    message: 'Another mission handles this record; a mission changes its own records only.',
    remedy: 'Ask the mission that the record names.',
  });
}
