import type { Agreement } from '../access/agreement.ts';
import { compareNames } from './compare-names.ts';
import type { AgreementChange } from './entry.ts';

/** How an agreement stands on a day. `in-force` gives data, whatever else is written down of it. */
export type AgreementStanding = 'in-force' | 'proposed' | 'not-begun' | 'suspended' | 'ended' | 'expired';

/** An agreement as it was last written down. */
export type AgreementState = readonly [id: string, version: string, standing: AgreementStanding];

/** A change that is to be written down. */
export interface FoundChange extends Omit<AgreementChange, 'kind' | 'differences'> {
  /** Whether it gave data before. */
  readonly wasInForce: boolean;
  /** What is written down afterwards; undefined for an agreement that is gone. */
  readonly state: AgreementState | undefined;
}

/** What was found of the agreements of one moment. */
export interface FoundChanges {
  /** In the order of ids. */
  readonly changes: readonly FoundChange[];
  /** All agreements as they stand now, in the order of ids. */
  readonly states: readonly AgreementState[];
}

/**
 * Finds what of agreements is other than it was last written down: by their files, or because a day has come. Drafts are
 * nobody's right, so nothing is found of them. Pure.
 *
 * @param today the day in Jakarta, `YYYY-MM-DD`
 */
export function findAgreementChanges(
  before: readonly AgreementState[],
  agreements: readonly Agreement[],
  today: string,
): FoundChanges {
  const old = new Map(before.map((state) => [state[0], state]));
  const states = agreements
    .map((each): AgreementState => [each.id, each.version, standingOf(each, today)])
    .sort(([one], [other]) => compareNames(one, other));
  const now = new Map(states.map((state) => [state[0], state]));
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort(compareNames);
  const changes = ids.flatMap((agreement): readonly FoundChange[] => {
    const [was, is] = [old.get(agreement), now.get(agreement)];
    const change = changeBetween(was, is);
    if (!change) return [];
    const wasInForce = was?.[2] === 'in-force';
    return [{ agreement, change, before: was?.[1] ?? null, version: is?.[1] ?? null, wasInForce, state: is }];
  });
  return { changes, states };
}

function standingOf({ status, validFrom, validUntil }: Agreement, today: string): AgreementStanding {
  if (status !== 'signed') return status;
  if (today < validFrom) return 'not-begun';
  return today <= validUntil ? 'in-force' : 'expired';
}

function changeBetween(
  was: AgreementState | undefined,
  is: AgreementState | undefined,
): AgreementChange['change'] | undefined {
  const [, oldVersion, oldStanding] = was ?? [];
  const [, version, standing = 'removed'] = is ?? [];
  if (standing === 'in-force') {
    if (oldStanding !== 'in-force') return 'took-effect';
    return oldVersion === version ? undefined : 'changed';
  }
  const isDraft = standing === 'proposed' || standing === 'not-begun';
  // What gave data and is a draft again gives none for the time being.
  if (oldStanding === 'in-force') return isDraft ? 'suspended' : standing;
  const hasStood = oldStanding === 'suspended' || oldStanding === 'ended' || oldStanding === 'expired';
  return hasStood && standing !== oldStanding && !isDraft ? standing : undefined;
}
