import { createProblem, type Problem } from '../problem.ts';
import type { RequestGate } from './request-gate.ts';
import { createStopper, type StopSignal } from './stopper.ts';

/**
 * Waits for a turn at the gate and then for the work, together no longer than the deadline. Work that does not
 * heed its signal keeps its place inside until it ends, so that the gate goes on counting what really runs.
 *
 * @param gone aborted when nobody waits for the answer any more; what is given then reaches nobody
 */
export async function answerInTime<Answer>(
  gate: RequestGate,
  { deadlineMs, gone }: { readonly deadlineMs: number; readonly gone: StopSignal },
  work: (signal: StopSignal) => Promise<Answer>,
): Promise<Answer | Problem> {
  const giveUp = createStopper();
  const tooLate = new Promise<Problem>((resolve) => {
    giveUp.signal.addEventListener('abort', () => {
      resolve(createProblem('DEADLINE_EXCEEDED', { limitMs: deadlineMs }));
    });
  });
  const deadline = setTimeout(giveUp.abort, deadlineMs);
  gone.addEventListener('abort', giveUp.abort);
  if (gone.aborted) giveUp.abort();
  try {
    const entry = await gate.enter(giveUp.signal);
    if (!entry.ok) return entry.reason === 'full' ? createProblem('OVERLOADED') : await tooLate;
    const answered = (async () => {
      try {
        return await work(giveUp.signal);
      } finally {
        entry.leave();
      }
    })();
    return await Promise.race([answered, tooLate]);
  } finally {
    clearTimeout(deadline);
    gone.removeEventListener('abort', giveUp.abort);
  }
}
