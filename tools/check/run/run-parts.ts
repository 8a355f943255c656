import type { PartDocument } from '../../../subgraphs/oversight/part-document.ts';
import { atOnce } from './at-once.ts';
import { UNLISTED } from './begin-check.ts';
import type { CheckRun } from './check-run.ts';
import { runCommittees } from './run-committees.ts';
import { runUnlisted } from './run-unlisted.ts';
import { runVoters } from './run-voters.ts';
import { runWorkers } from './run-workers.ts';

/**
 * Does the parts that are left: the committees, then the workers and the rows of the list, several parts at once and the
 * longest first, and at last who has no row. Rejects with the first failure, when the other parts have stopped.
 *
 * @param stop ends the run after the pages that are in work
 */
export async function runParts(
  run: CheckRun,
  parts: readonly PartDocument[],
  concurrency: number,
  stop: (reason: unknown) => void,
): Promise<void> {
  const ofKind = (kind: PartDocument['kind']) => parts.filter((part) => part.kind === kind);
  for (const part of ofKind('COMMITTEES')) await runCommittees(run, part, concurrency);
  const workers = ofKind('WORKERS').filter(({ isDone }) => !isDone);
  const rows = ofKind('VOTERS')
    .filter(({ isDone }) => !isDone)
    .sort((one, other) => roomOf(run, other) - roomOf(run, one));
  await atOnce(
    [...workers.filter(({ _id }) => !isOfUnlisted(_id)), ...rows],
    concurrency,
    async (part) => {
      run.signal.throwIfAborted();
      await (part.kind === 'WORKERS' ? runWorkers(run, part) : runVoters(run, part));
    },
    stop,
  );
  run.signal.throwIfAborted();
  for (const part of workers.filter(({ _id }) => isOfUnlisted(_id))) await runUnlisted(run, part);
}

/** Of the two parts about workers, the one that compares them with the rows. */
function isOfUnlisted(id: string): boolean {
  return id.endsWith(`:${UNLISTED}`);
}

/** For how many rows a committee has room in a method: about how long the part is. */
function roomOf({ committees }: CheckRun, { ppln, _id }: PartDocument): number {
  const method = _id.split(':').at(-1);
  const found = committees.get(ppln ?? '')?.methods?.find((each) => each.method === method);
  return found ? found.points * found.capacity : 0;
}
