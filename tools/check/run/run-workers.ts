import type { FindingDocument } from '../../../subgraphs/oversight/finding-document.ts';
import type { PartDocument } from '../../../subgraphs/oversight/part-document.ts';
import type { WorkerRow, WorkersData } from '../graph.ts';
import { currentCountry } from '../rules/placements.ts';
import { NOT_GIVEN, TOO_SMALL } from '../rules/rule.ts';
import { findUnlisted } from '../store/listed-persons.ts';
import { type CheckRun, lackingError } from './check-run.ts';
import { createFinding } from './finding.ts';
import { runPages } from './run-pages.ts';

/** Where a worker is whose placement KP2MI does not tell: ISO 3166-1 leaves this code to its users. */
const UNKNOWN_COUNTRY = 'ZZ';

/** Looks among the workers who are abroad for those without a row; after all rows were examined. */
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
      const persons = workers.flatMap(({ citizen }) => (citizen ? [citizen.id] : []));
      const began = performance.now();
      const unlisted = await findUnlisted(store, check._id, persons);
      const examining = performance.now();
      progress.storeMs += examining - began;
      const found = examineWorkers(run, workers, unlisted);
      progress.rulesMs += performance.now() - examining;
      return found;
    },
  });
}

function examineWorkers(
  run: CheckRun,
  workers: readonly WorkerRow[],
  unlisted: ReadonlySet<string>,
): readonly FindingDocument[] {
  const found: FindingDocument[] = [];
  const rules = run.rules.filter((rule) => rule.about === 'WORKER');
  for (const worker of workers) {
    const { citizen } = worker;
    // Of a worker without a person nobody can say whether there is a row.
    if (citizen !== null && !unlisted.has(citizen.id)) continue;
    for (const rule of rules) {
      const verdict = rule.find(worker, run.list);
      if (verdict === null) continue;
      if (citizen === null || verdict === NOT_GIVEN || verdict === TOO_SMALL) {
        throw lackingError(rule, 'KP2MI or Dukcapil');
      }
      const country = currentCountry(worker) ?? UNKNOWN_COUNTRY;
      const ppln = onlyCommitteeOf(run, country);
      const about = { citizenId: citizen.id, country, ...(ppln !== undefined && { ppln }) };
      found.push(createFinding(run, rule, 'PERSON', citizen.id, about, verdict));
    }
  }
  return found;
}

/** Bawaslu does not read the city of work: it is known which list somebody lacks only where a country has one. */
function onlyCommitteeOf({ committees }: CheckRun, country: string): string | undefined {
  const there = [...committees.values()].filter((each) => each.country.code === country);
  return there.length === 1 ? there[0]?.code : undefined;
}
