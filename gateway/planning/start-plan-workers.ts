import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import {
  type PlanOutcome,
  type PlanWorker,
  type PlanWorkerOptions,
  startPlanWorker,
} from './start-plan-worker.ts';

/** How one plan ended, or why it did not begin. */
export type PooledOutcome =
  | Exclude<PlanOutcome, { readonly kind: 'gone' }>
  /** Too many plans wait, or this one waited too long. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'stopped' };

/** Threads that plan, with a queue before them. */
export interface PlanWorkers {
  plan(text: string): Promise<PooledOutcome>;
  stop(): Promise<void>;
}

/** What the threads are started with. */
export interface PlanWorkersOptions extends PlanWorkerOptions {
  readonly plannerWorkers: number;
  readonly logger: Logger;
}

interface WaitingPlan {
  readonly text: string;
  readonly resolve: (outcome: PooledOutcome) => void;
  readonly timer: NodeJS.Timeout;
}

/** Plans that wait for each thread. */
const MAX_WAITING = 64;
/** A plan waits behind others, and behind the start of a thread in the place of a killed one (0.5 s or more). */
const MAX_WAIT_MS = 5_000;
const RESTART_PAUSE_MS = 1_000;

/**
 * Starts the threads. No thread is kept in reserve, which would cost memory for good: when one is killed another is
 * started at once, and plans wait for it, or for one of the others. Whatever is planned already goes on.
 *
 * @throws Error when one of them does not start.
 */
export async function startPlanWorkers(options: PlanWorkersOptions): Promise<PlanWorkers> {
  const idle: PlanWorker[] = [];
  const alive = new Set<PlanWorker>();
  const waiting: WaitingPlan[] = [];
  const replacements = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function add(): Promise<void> {
    const worker = await startPlanWorker(options);
    alive.add(worker);
    if (stopping.signal.aborted) await worker.stop();
    else release(worker);
  }

  function release(worker: PlanWorker): void {
    const next = waiting.shift();
    if (!next) {
      idle.push(worker);
      return;
    }
    clearTimeout(next.timer);
    void run(worker, next.text).then(next.resolve);
  }

  async function run(worker: PlanWorker, text: string): Promise<PooledOutcome> {
    const outcome = await worker.plan(text);
    if (stopping.signal.aborted) return { kind: 'stopped' };
    if (outcome.kind === 'planned' || outcome.kind === 'limit' || outcome.kind === 'failed') {
      release(worker);
      return outcome;
    }
    alive.delete(worker);
    const replacement = replace().finally(() => replacements.delete(replacement));
    replacements.add(replacement);
    return outcome.kind === 'gone' ? await plan(text) : outcome;
  }

  async function plan(text: string): Promise<PooledOutcome> {
    if (stopping.signal.aborted) return { kind: 'stopped' };
    const worker = idle.pop();
    if (worker) return await run(worker, text);
    if (waiting.length >= MAX_WAITING * options.plannerWorkers) return { kind: 'busy' };
    return await new Promise((resolve) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(mine), 1);
        resolve({ kind: 'busy' });
      }, MAX_WAIT_MS);
      const mine: WaitingPlan = { text, resolve, timer };
      waiting.push(mine);
    });
  }

  async function replace(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        return await add();
      } catch (err) {
        options.logger.error({ err }, 'a planner does not start');
        await sleep(RESTART_PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    for (const { timer, resolve } of waiting.splice(0)) {
      clearTimeout(timer);
      resolve({ kind: 'stopped' });
    }
    await Promise.all([...replacements]);
    await Promise.all([...alive].map((worker) => worker.stop()));
  }

  const starts = await Promise.allSettled(Array.from({ length: options.plannerWorkers }, add));
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }

  return { plan, stop };
}
