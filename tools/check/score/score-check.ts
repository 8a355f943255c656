import { readIdKeys } from '../../../gateway/execution/id-keys.ts';
import type { CheckDocument } from '../../../subgraphs/oversight/check-document.ts';
import type { FindingDocument } from '../../../subgraphs/oversight/finding-document.ts';
import type { CheckSettings } from '../settings.ts';
import { collectionsOf } from '../store/collections.ts';
import { type CheckStore, openStore } from '../store/open-store.ts';
import { type RuleScore, scoreRule } from './score.ts';
import { openTruth } from './true-faults.ts';

/** A complete check and the score of each rule that it checked. */
export interface CheckScore {
  readonly check: CheckDocument;
  readonly scores: readonly RuleScore[];
}

/**
 * Compares what a check found with what the generator planted, rule by rule: all of it at once would take too much memory.
 *
 * @param wanted id of a check; the latest that is complete where there is none
 * @throws Error that says what is missing
 */
export async function scoreCheck(
  settings: CheckSettings,
  wanted: string | undefined,
  election: string | undefined,
): Promise<CheckScore> {
  const reading = await readIdKeys('ID_KEYS', settings.idKeysFile);
  if (!reading.ok) throw new Error(reading.problem);
  const store = await openStore(settings, () => {}, new AbortController().signal);
  try {
    const latest = { state: 'COMPLETE' as const, ...(election && { election }) };
    const which = wanted === undefined ? latest : { _id: wanted };
    const check = await store.models.checks.findOne(which).sort({ startedAt: -1 }).lean();
    if (check === null) throw new Error('No check is complete yet, so that there is none to score.');
    const readTruth = await openTruth(store, settings.truthDatabase, reading.keys);
    const scores: RuleScore[] = [];
    for (const { code, outcome } of check.rules) {
      if (outcome !== 'CHECKED') continue;
      scores.push(scoreRule(code, await readFound(store, check._id, code), await readTruth(check, code)));
    }
    return { check, scores };
  } finally {
    await store.close();
  }
}

async function readFound(store: CheckStore, check: string, rule: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const fields = { subject: 1, voterId: 1, citizenId: 1, ppln: 1, pollingPoint: 1 };
  const findings = collectionsOf(store).findings.find({ check, rule }, { projection: fields });
  for await (const finding of findings) found.add(keyOf(finding));
  return found;
}

function keyOf({ subject, voterId, citizenId, ppln, pollingPoint }: FindingDocument): string {
  if (subject === 'VOTER') return voterId ?? '';
  if (subject === 'PERSON') return citizenId ?? '';
  return subject === 'COMMITTEE' ? (ppln ?? '') : `${ppln}:${pollingPoint}`;
}
