import { once } from 'node:events';
import { join } from 'node:path';
import { startEngine } from '../engine/engine.ts';
import type { LauncherConfig } from './config.ts';
import { describeReady, describeStart } from './describe-start.ts';
import { startFederation } from './federation.ts';
import { fillStore } from './fill-store.ts';
import { findPortProblems } from './find-port-problems.ts';
import { ensureKeys } from './keys.ts';
import { planListeners, planProcesses } from './plan-processes.ts';
import { leaveStoreAddress } from './store-address.ts';

/** What the launcher is told. */
export interface Launch {
  readonly config: LauncherConfig;
  /** Folder of the compiled programs. */
  readonly folder: string;
  /** For whoever started it: what it prints. */
  readonly say: (text: string) => void;
  /** Aborted when everything is to end in order. */
  readonly stopping: AbortSignal;
  /** Aborted when the processes are to end at once. */
  readonly forcing: AbortSignal;
}

/**
 * Runs the whole federation on this machine until it is told to stop: store, data, eight subgraphs, gateway. What was
 * started is stopped in the reverse order, whether it was told to or something went wrong.
 *
 * @throws Error in a sentence for whoever started it, when something does not start; the reason of `stopping` when it
 *   is told to stop before everything is up
 */
export async function launch({ config, folder, say, stopping, forcing }: Launch): Promise<void> {
  const listeners = planListeners(config);
  const problems = await findPortProblems([listeners.gateway, ...listeners.subgraphs]);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  say(describeStart(config));
  const keys = await ensureKeys(config.dataFolder);
  const stops: (() => Promise<void>)[] = [];
  try {
    let { mongodbUri } = config;
    if (mongodbUri === undefined) {
      const engine = await startEngine(join(config.dataFolder, 'store'));
      stops.push(engine.stop);
      mongodbUri = engine.uri;
      stops.push(await leaveStoreAddress(config.dataFolder, mongodbUri));
    }
    await fillStore(config, folder, mongodbUri, keys.idKeysFile, stopping);
    const { gateway, subgraphs } = planProcesses(config, folder, keys, mongodbUri);
    const federation = startFederation(gateway, subgraphs, say, stopping);
    stops.push(federation.stop);
    forcing.addEventListener('abort', federation.kill);
    await federation.isUp;
    say(describeReady(config, performance.now() / 1000));
    if (!stopping.aborted) await once(stopping, 'abort');
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}
