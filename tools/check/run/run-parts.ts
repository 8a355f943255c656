import type { PartDocument } from '../../../subgraphs/oversight/part-document.ts';
import { atOnce } from './at-once.ts';
import type { CheckRun } from './check-run.ts';
import { runCommittees } from './run-committees.ts';
import { runVoters } from './run-voters.ts';
import { runWorkers } from './run-workers.ts';

/**
 * Does the parts that are left: the committees, then the rows of the list, several parts at once and the longest first,
 * and at last the workers. Rejects with the first failure, when the other parts have stopped.
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
  const waiting = ofKind('VOTERS')
    .filter(({ isDone }) => !isDone)
    .sort((one, other) => roomOf(run, other) - roomOf(run, one));
  await atOnce(
    waiting,
    concurrency,
    async (part) => {
      run.signal.throwIfAborted();
      await runVoters(run, part);
    },
    stop,
  );
  run.signal.throwIfAborted();
  for (const part of ofKind('WORKERS')) if (!part.isDone) await runWorkers(run, part);
  run.signal.throwIfAborted();
}

/** For how many rows a committee has room in a method: about how long the part is. */
function roomOf({ committees }: CheckRun, { ppln, _id }: PartDocument): number {
  const method = _id.split(':').at(-1);
  const found = committees.get(ppln ?? '')?.methods?.find((each) => each.method === method);
  return found ? found.points * found.capacity : 0;
}
