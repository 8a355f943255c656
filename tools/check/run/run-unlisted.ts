import type { FindingDocument } from '../../../subgraphs/oversight/finding-document.ts';
import type { PartDocument } from '../../../subgraphs/oversight/part-document.ts';
import { collectionsOf } from '../store/collections.ts';
import { findListed } from '../store/listed-persons.ts';
import { storeFindings } from '../store/store-findings.ts';
import { readWorkers, type WorkerAbroad } from '../store/workers-abroad.ts';
import type { CheckRun } from './check-run.ts';
import { createFinding } from './finding.ts';
import { countFindings, placeOf, savePlace } from './part-place.ts';

/** Looks among the workers abroad for those without a row, when all rows and all workers were read. */
export async function runUnlisted(run: CheckRun, part: PartDocument): Promise<void> {
  const { check, progress, signal, store } = run;
  const place = placeOf(part);
  for (let isDone = part.isDone; !isDone; ) {
    signal.throwIfAborted();
    const began = performance.now();
    const workers = await readWorkers(store, check._id, place.after, check.pageSize);
    const listed = await findListed(
      store,
      workers.map(({ _id }) => _id),
    );
    await stopUnlessRunning(run);
    const found = workers.filter(({ _id }) => !listed.has(_id)).flatMap((worker) => findingsOf(run, worker));
    countFindings(place, found, await storeFindings(store, found));
    place.after = workers.at(-1)?._id ?? place.after;
    place.rows += workers.length;
    isDone = workers.length < check.pageSize;
    await savePlace(store, part, place, isDone);
    progress.storeMs += performance.now() - began;
    progress.findings += found.length;
  }
}

/** A check is ended first and what it keeps is forgotten then: of one that still runs, all that was just read was there. */
async function stopUnlessRunning({ check: { _id }, store }: CheckRun): Promise<void> {
  const running = await store.persist(
    async () => await collectionsOf(store).checks.findOne({ _id, state: 'RUNNING' }),
  );
  if (running === null) throw new Error('Another process has ended the check meanwhile.');
}

function findingsOf(run: CheckRun, { _id, country, evidence }: WorkerAbroad): readonly FindingDocument[] {
  const citizenId = _id.slice(_id.indexOf(':') + 1);
  const ppln = onlyCommitteeOf(run, country);
  const about = { citizenId, country, ...(ppln !== undefined && { ppln }) };
  return run.rules.flatMap((rule) => {
    const ofRule = evidence[rule.code];
    return ofRule === undefined ? [] : [createFinding(run, rule, 'PERSON', citizenId, about, ofRule)];
  });
}

/** Bawaslu does not read the city of work: it is known which list somebody lacks only where a country has one. */
function onlyCommitteeOf({ committees }: CheckRun, country: string): string | undefined {
  const there = [...committees.values()].filter((each) => each.country.code === country);
  return there.length === 1 ? there[0]?.code : undefined;
}
