import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
const ANSWER_MS = 2_000;

/** Waits until `GET <origin>/health/ready` answers 200, or rejects with the reason of `signal`. */
export async function awaitReady(origin: string, signal: AbortSignal): Promise<void> {
  while (!(await answersReady(`${origin}/health/ready`))) {
    await sleep(POLL_MS);
    signal.throwIfAborted();
  }
}

function answersReady(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: ANSWER_MS }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
