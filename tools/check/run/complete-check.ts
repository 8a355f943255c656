import type { CheckDocument, CheckedRule } from '../../../subgraphs/oversight/check-document.ts';
import { collectionsOf } from '../store/collections.ts';
import { forgetListed } from '../store/listed-persons.ts';
import type { CheckStore } from '../store/open-store.ts';
import { forgetWorkers } from '../store/workers-abroad.ts';
import type { CheckRun } from './check-run.ts';

/**
 * Adds up the parts and writes down that the check is complete, then forgets what only a check that runs needs.
 *
 * @throws Error where a part is not done: another process has had the check meanwhile
 */
export async function completeCheck({
  check,
  progress,
  store,
}: Pick<CheckRun, 'check' | 'progress' | 'store'>): Promise<CheckDocument> {
  const { models, persist, durable } = store;
  const parts = await persist(async () => await models.parts.find({ check: check._id }).lean().exec());
  if (parts.some(({ isDone }) => !isDone)) {
    throw new Error('Not every part of the check is done: another process has had it meanwhile.');
  }
  const sum = (counts: 'findings' | 'newFindings', code: string) =>
    parts.reduce((total, part) => total + (part[counts][code] ?? 0), 0);
  const rules = check.rules.map(
    ({ code, version, outcome }): CheckedRule => ({
      code,
      version,
      outcome: progress.notAvailable.has(code) ? 'NOT_AVAILABLE' : outcome,
      findings: sum('findings', code),
      newFindings: sum('newFindings', code),
    }),
  );
  const votersChecked = parts.reduce((total, { kind, rows }) => total + (kind === 'VOTERS' ? rows : 0), 0);
  const end = { state: 'COMPLETE', rules, votersChecked, finishedAt: new Date() } as const;
  await persist(
    async () =>
      await collectionsOf(store).checks.updateOne(
        { _id: check._id },
        { $set: end },
        { writeConcern: durable },
      ),
  );
  const complete = { ...check, ...end };
  await endCovered(store, complete);
  const running = await persist(
    async () => await models.checks.find({ state: 'RUNNING' }, { _id: 1 }).lean(),
  );
  const resumable = running.map(({ _id }) => _id);
  await forgetListed(store, resumable);
  await forgetWorkers(store, resumable);
  return complete;
}

/** Ends interrupted checks of which this one has found everything, so that nobody resumes them. */
async function endCovered(store: CheckStore, complete: CheckDocument): Promise<void> {
  const running = await store.persist(
    async () =>
      await store.models.checks
        .find({ state: 'RUNNING', election: complete.election }, { committees: 1, rules: 1, startedAt: 1 })
        .lean(),
  );
  const committees = new Set(complete.committees.map(({ code }) => code));
  const checked = new Set(complete.rules.flatMap(({ code, outcome }) => (outcome === 'CHECKED' ? code : [])));
  const covered = running.filter(
    (each) =>
      each.startedAt < complete.startedAt &&
      each.committees.every(({ code }) => committees.has(code)) &&
      each.rules.every(({ code, outcome }) => outcome !== 'CHECKED' || checked.has(code)),
  );
  if (covered.length === 0) return;
  await store.persist(
    async () =>
      await collectionsOf(store).checks.updateMany(
        { _id: { $in: covered.map(({ _id }) => _id) } },
        { $set: { state: 'FAILED', finishedAt: new Date() } },
      ),
  );
}
