import type { PartDocument } from '../../../subgraphs/oversight/part-document.ts';
import type { WorkerRow, WorkersData } from '../graph.ts';
import { currentCountry } from '../rules/placements.ts';
import { type Evidence, NOT_GIVEN, TOO_SMALL } from '../rules/rule.ts';
import { keptId } from '../store/listed-persons.ts';
import { keepWorkers, type WorkerAbroad } from '../store/workers-abroad.ts';
import { type CheckRun, lackingError } from './check-run.ts';
import { runPages } from './run-pages.ts';

/** Where a worker is whose placement KP2MI does not tell: ISO 3166-1 leaves this code to its users. */
const UNKNOWN_COUNTRY = 'ZZ';

/** Reads the workers who are abroad, while rows of the list are read, and keeps those who ought to have one. */
export async function runWorkers(run: CheckRun, part: PartDocument): Promise<void> {
  const { check, client, operations, list, progress, store } = run;
  const query = operations.workers;
  if (query === undefined) return;
  const isPollingDayAsked = query.includes('$pollingDay');
  await runPages<WorkerRow>(run, part, {
    ask: async (after) => {
      const answer = await client.ask<WorkersData>(query, {
        first: check.pageSize,
        after,
        ...(isPollingDayAsked && { pollingDay: list.pollingDay }),
      });
      return answer.kind === 'data' ? { kind: 'data', data: answer.data.workers } : answer;
    },
    examine: async (workers) => {
      const began = performance.now();
      const found = examineWorkers(run, workers);
      const keeping = performance.now();
      progress.rulesMs += keeping - began;
      await keepWorkers(store, found);
      progress.storeMs += performance.now() - keeping;
      return [];
    },
  });
}

/** Asks the rules about workers as if none of them had a row. */
function examineWorkers(run: CheckRun, workers: readonly WorkerRow[]): readonly WorkerAbroad[] {
  const found: WorkerAbroad[] = [];
  const rules = run.rules.filter((rule) => rule.about === 'WORKER');
  for (const worker of workers) {
    const evidence: Record<string, Evidence> = {};
    let isFinding = false;
    for (const rule of rules) {
      const verdict = rule.find(worker, run.list);
      if (verdict === null) continue;
      // Of a worker without a person nobody can say whether there is a row.
      if (worker.citizen === null || verdict === NOT_GIVEN || verdict === TOO_SMALL) {
        throw lackingError(rule, 'KP2MI or Dukcapil');
      }
      evidence[rule.code] = verdict;
      isFinding = true;
    }
    if (!isFinding || worker.citizen === null) continue;
    const country = currentCountry(worker) ?? UNKNOWN_COUNTRY;
    found.push({ _id: keptId(run.check._id, worker.citizen.id), country, evidence });
  }
  return found;
}
