import type { CheckDocument } from '../../../subgraphs/oversight/check-document.ts';
import { RULES } from '../rules/rules.ts';
import type { CheckStore } from '../store/open-store.ts';

/**
 * Finds the check to go on with: the one named, else the latest that was interrupted.
 *
 * @throws Error that says why there is none
 */
export async function findInterrupted(
  { models }: CheckStore,
  wanted: string | undefined,
  election: string | undefined,
): Promise<CheckDocument> {
  const which =
    wanted !== undefined ? { _id: wanted } : { state: 'RUNNING' as const, ...(election && { election }) };
  const check = await models.checks.findOne(which).sort({ startedAt: -1 }).lean();
  if (check === null) {
    throw new Error(
      wanted === undefined
        ? 'No check was interrupted: begin one with --ppln or --all.'
        : `There is no check ${wanted}.`,
    );
  }
  if (check.state !== 'RUNNING') {
    const why =
      check.state === 'COMPLETE' ? 'it is complete' : 'a later check has found all that it would find';
    throw new Error(`${check._id} cannot be resumed: ${why}.`);
  }
  const versions = new Map(RULES.map(({ code, version }) => [code, version]));
  const changed = check.rules.filter(({ code, version }) => versions.get(code) !== version);
  if (changed.length > 0) {
    throw new Error(
      `${check._id} cannot be resumed: ${changed.map(({ code }) => code).join(', ')} finds something else now than when it began. Begin another check.`,
    );
  }
  return check;
}
