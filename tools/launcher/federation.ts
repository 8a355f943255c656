import { awaitReady } from './await-ready.ts';
import { originOf } from './origin.ts';
import type { ListeningProgram } from './plan-processes.ts';
import { type Death, startService } from './service.ts';

/** By when every process has to be ready, in milliseconds. */
const MOST_START_MS = 60_000;
/** How long a process may take to end, in milliseconds; each has a shorter limit of its own. */
const GRACE_MS = 20_000;

/** The gateway and the subgraphs, each a process that is started again when it dies. */
export interface Federation {
  /** Settles when all are ready; rejects when one dies before, takes longer than a minute, or all are to stop. */
  readonly isUp: Promise<void>;
  /** Ends the gateway, which first answers what it has begun, then the subgraphs. */
  readonly stop: () => Promise<void>;
  /** Ends all at once. */
  readonly kill: () => void;
}

/**
 * Starts all processes at the same time.
 *
 * @param say told in a line whenever one dies and when it is back
 * @param stopping from when on a death is no reason to start one again
 */
export function startFederation(
  gateway: ListeningProgram,
  subgraphs: readonly ListeningProgram[],
  say: (text: string) => void,
  stopping: AbortSignal,
): Federation {
  const failing = new AbortController();
  const down = new Set<string>();
  let wasUp = false;

  const awaitBack = async ({ name, host, port }: ListeningProgram, signal: AbortSignal) => {
    down.add(name);
    await awaitReady(originOf(host, port), signal);
    down.delete(name);
  };
  const start = (program: ListeningProgram) => {
    const { name } = program;
    const onDeath = ({ cause, restartsInMs }: Death) => {
      if (restartsInMs === undefined) {
        failing.abort(new Error(`${name} did not start (${cause}): why stands above.`));
        return;
      }
      say(`${name} died (${cause}); it is started again in ${restartsInMs / 1000} s.\n`);
      if (down.has(name)) return;
      awaitBack(program, stopping).then(
        () => say(`${name} is back.\n`),
        () => {},
      );
    };
    return startService(program, { onDeath, restarts: () => wasUp && !stopping.aborted });
  };

  const subgraphServices = subgraphs.map(start);
  const gatewayService = start(gateway);
  const awaitAll = async () => {
    const timer = setTimeout(() => {
      failing.abort(new Error(`Not ready after ${MOST_START_MS / 1000} s: ${[...down].join(', ')}.`));
    }, MOST_START_MS);
    const signal = AbortSignal.any([stopping, failing.signal]);
    try {
      await Promise.all([...subgraphs, gateway].map((program) => awaitBack(program, signal)));
      wasUp = true;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    isUp: awaitAll(),
    stop: async () => {
      await gatewayService.stop(GRACE_MS);
      await Promise.all(subgraphServices.map((service) => service.stop(GRACE_MS)));
    },
    kill: () => {
      for (const service of [gatewayService, ...subgraphServices]) service.kill();
    },
  };
}
