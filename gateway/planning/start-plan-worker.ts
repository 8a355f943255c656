import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { findProjectRoot } from '../project-root.ts';
import type { PlanReply, PlanWorkerData } from './plan-messages.ts';

/** Megabytes for what a plan is made of and forgets at once: more would be kept for nothing between plans. */
const YOUNG_MB = 8;

/** How one plan ended: with a reply, or with the end of its thread. */
export type PlanOutcome =
  | PlanReply
  /** Not ready at its deadline; the thread was killed. */
  | { readonly kind: 'late' }
  /** The thread ended by itself, out of memory for example. */
  | { readonly kind: 'died'; readonly detail: string }
  /** It had ended before. */
  | { readonly kind: 'gone'; readonly detail: string };

/** One thread that plans, one operation at a time. After `late`, `died` or `gone` there is no thread any more. */
export interface PlanWorker {
  plan(text: string): Promise<PlanOutcome>;
  stop(): Promise<void>;
}

/** What a thread is started with. */
export interface PlanWorkerOptions extends PlanWorkerData {
  readonly planDeadlineMs: number;
  /** Megabytes of the thread's own heap; beyond them it dies alone. */
  readonly plannerMemoryMb: number;
}

/**
 * Starts a thread and waits until it can plan.
 *
 * @throws Error when it cannot: the supergraph does not load, or not within the memory.
 */
export async function startPlanWorker(options: PlanWorkerOptions): Promise<PlanWorker> {
  const { supergraphSdl, config, planDeadlineMs, plannerMemoryMb } = options;
  const worker = new Worker(findProgram(), {
    workerData: { supergraphSdl, config } satisfies PlanWorkerData,
    resourceLimits: { maxOldGenerationSizeMb: plannerMemoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
    // Neither the flags nor the environment of the gateway, which names its keys.
    execArgv: [],
    env: {},
  });
  let end: (outcome: PlanOutcome) => void = () => {};
  let isGone = false;
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The planner ended with ${code} before it was ready.`)));
  });
  let detail = 'it ended';
  worker.on('error', (error) => {
    detail = error.message;
  });
  worker.on('message', (reply: PlanReply) => end(reply));
  worker.on('exit', () => {
    isGone = true;
    end({ kind: 'died', detail });
  });

  return {
    async plan(text) {
      if (isGone) return { kind: 'gone', detail };
      let timer: NodeJS.Timeout | undefined;
      const outcome = await new Promise<PlanOutcome>((resolve) => {
        end = resolve;
        timer = setTimeout(() => resolve({ kind: 'late' }), planDeadlineMs);
        worker.postMessage(text);
      });
      clearTimeout(timer);
      if (outcome.kind === 'late') await worker.terminate();
      return outcome;
    },
    async stop() {
      await worker.terminate();
    },
  };
}

/** A thread runs compiled code, also where the gateway itself runs from its sources. */
function findProgram(): string {
  const isCompiled = import.meta.url.endsWith('.js');
  return isCompiled
    ? fileURLToPath(new URL('plan-worker.js', import.meta.url))
    : join(findProjectRoot(), 'dist', 'gateway', 'planning', 'plan-worker.js');
}
