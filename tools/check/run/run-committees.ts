import { setTimeout as sleep } from 'node:timers/promises';
import type { FindingDocument } from '../../../subgraphs/oversight/finding-document.ts';
import type { PartDocument } from '../../../subgraphs/oversight/part-document.ts';
import type { Committee, CommitteeData } from '../graph.ts';
import { type Evidence, NOT_GIVEN, type Rule, TOO_SMALL, type Verdict } from '../rules/rule.ts';
import { storeFindings } from '../store/store-findings.ts';
import { atOnce } from './at-once.ts';
import type { CheckRun } from './check-run.ts';
import { createFinding } from './finding.ts';
import { countFindings, placeOf, savePlace } from './part-place.ts';
import { stopUnlessData } from './stop-unless-data.ts';

/** How long counts are waited for that KPU makes after its start, of all committees together, in milliseconds. */
const [PATIENCE_MS, PAUSE_MS] = [60_000, 1_000];

/**
 * Examines the committees and their polling points, one request each. It is short, and done whole each time a check is
 * begun or resumed.
 */
export async function runCommittees(run: CheckRun, part: PartDocument, concurrency: number): Promise<void> {
  const { client, operations, committees, progress, rules, signal, store } = run;
  const query = operations.committee;
  const found: FindingDocument[] = [];
  let waitedMs = 0;
  await atOnce([...committees.values()], concurrency, async (committee) => {
    if (query === undefined) return;
    signal.throwIfAborted();
    const ask = async () =>
      stopUnlessData(await client.ask<CommitteeData>(query, { code: committee.code }), rules).ppln;
    let examined = examineCommittee(run, committee, await ask());
    for (; examined.notGiven.length > 0 && waitedMs < PATIENCE_MS; waitedMs += PAUSE_MS) {
      await sleep(PAUSE_MS, undefined, { signal });
      examined = examineCommittee(run, committee, await ask());
    }
    found.push(...examined.found);
    for (const code of examined.notGiven) progress.notAvailable.add(code);
    for (const code of examined.tooSmall) progress.tooSmall.set(code, (progress.tooSmall.get(code) ?? 0) + 1);
  });
  const place = placeOf();
  countFindings(place, found, await storeFindings(store, found));
  place.rows = committees.size;
  place.tooSmall = Object.fromEntries(progress.tooSmall);
  progress.findings += found.length;
  await savePlace(store, part, place, true);
}

/** What rules said of a committee and its points; of the others they could not tell. */
interface Examined {
  readonly found: FindingDocument[];
  readonly notGiven: string[];
  readonly tooSmall: string[];
}

/** Asks rules about a committee and its points, and which rules about rows are not given what they need. */
export function examineCommittee(
  run: Pick<CheckRun, 'check' | 'rules'>,
  committee: Committee,
  asked: CommitteeData['ppln'],
): Examined {
  const { code: ppln } = committee;
  const about = { ppln, country: committee.country.code };
  const examined: Examined = { found: [], notGiven: [], tooSmall: [] };
  for (const rule of run.rules) {
    if (rule.about === 'VOTER' && rule.needsWholeList && !asked?.pollingPoints) {
      examined.notGiven.push(rule.code);
    }
    if (rule.about === 'COMMITTEE') {
      const verdict = asked === null ? NOT_GIVEN : rule.find(asked);
      take(examined, rule, verdict, (evidence) =>
        createFinding(run, rule, 'COMMITTEE', ppln, about, evidence),
      );
    }
    if (rule.about === 'POLLING_POINT') {
      if (!asked?.pollingPoints) examined.notGiven.push(rule.code);
      for (const point of asked?.pollingPoints ?? []) {
        const ofPoint = { ...about, pollingPoint: point.code };
        take(examined, rule, rule.find(point), (evidence) =>
          createFinding(run, rule, 'POLLING_POINT', `${ppln}:${point.code}`, ofPoint, evidence),
        );
      }
    }
  }
  return examined;
}

function take(
  { found, notGiven, tooSmall }: Examined,
  { code }: Rule,
  verdict: Verdict,
  toFinding: (evidence: Evidence) => FindingDocument,
): void {
  if (verdict === NOT_GIVEN) notGiven.push(code);
  else if (verdict === TOO_SMALL) tooSmall.push(code);
  else if (verdict !== null) found.push(toFinding(verdict));
}
