import type { Entry, UsedAgreement } from '../../../gateway/ledger/entry.ts';
import type { FindAgreement } from '../find-agreement.ts';
import { addDuration, type Duration, readDuration } from './duration.ts';

/** Says whether an entry may be sealed. */
export type IsDue = (entry: Entry) => Promise<boolean>;

/** Entries of before a time are due, whatever they are. */
export function isDueBefore(time: Date): IsDue {
  return async (entry) => Date.parse(entry.time) < time.getTime();
}

/**
 * Entries are due when the longest retention of the clauses that they used has passed: by the text of the agreement as it
 * was then. A version of which nobody has the text counts as a clause without a retention.
 *
 * @param otherwise for entries without agreements, and clauses without a retention
 */
export function isDueByRetention(findAgreement: FindAgreement, otherwise: Duration, now: Date): IsDue {
  const retentionsOf = async ({ version, clauses }: UsedAgreement): Promise<readonly Duration[]> => {
    const agreement = await findAgreement(version);
    return clauses.map((id) => {
      const retention = agreement?.clauses.find((clause) => clause.id === id)?.retention;
      return (retention === undefined ? undefined : readDuration(retention)) ?? otherwise;
    });
  };
  return async ({ event, time }) => {
    const used = event.kind === 'operation' ? event.agreements : [];
    const retentions = (await Promise.all(used.map(retentionsOf))).flat();
    const began = new Date(time);
    const kept = retentions.length === 0 ? [otherwise] : retentions;
    return kept.every((retention) => addDuration(began, retention).getTime() <= now.getTime());
  };
}
