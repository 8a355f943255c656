import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProjectRoot } from '../../../gateway/project-root.ts';
import { type StoreProxy, startStoreProxy } from '../store-proxy.ts';
import { type Mortal, startMortal } from './mortal.ts';

/** A store in a process of its own, which can be killed and started again on the same folder. */
export interface StoreProcess {
  readonly name: 'store';
  /** Where it is reached, whichever process it is. */
  readonly uri: string;
  /** Spoils the way to it. */
  readonly become: StoreProxy['become'];
  /** Starts it, once the one before has gone. */
  readonly start: () => Promise<void>;
  /** SIGKILL. */
  readonly kill: () => Promise<void>;
  /** SIGSTOP: connections stay, and nothing is answered. */
  readonly freeze: () => Promise<void>;
  /** SIGCONT. */
  readonly thaw: () => void;
}

const SCRIPT = `
process.on('disconnect', () => process.exit());
const { startEngine } = await import(process.argv[1]);
console.log('uri ' + (await startEngine(process.argv[2])).uri + ' end');
`;

/**
 * Prepares a store.
 *
 * @param folder where it is kept, and where its sockets are
 * @param atEnd takes what ends it
 */
export async function prepareStoreProcess(
  folder: string,
  atEnd: (end: () => void | Promise<void>) => void,
): Promise<StoreProcess> {
  const module = join(findProjectRoot(), 'dist', 'tools', 'engine', 'engine.js');
  const parts = ['--input-type=module', '--eval', SCRIPT, module, join(folder, 'store')];
  const proxy = await startStoreProxy(`mongodb://${encodeURIComponent(join(folder, 'none'))}`, atEnd);
  let mortal: Mortal | undefined;
  const running = () => {
    if (mortal === undefined) throw new Error('The store was not started.');
    return mortal;
  };
  atEnd(() => mortal?.kill());
  return {
    name: 'store',
    uri: proxy.uri,
    become: proxy.become,
    kill: () => running().kill(),
    start: async () => {
      mortal = startMortal(parts, { env: { PATH: process.env.PATH, TMPDIR: folder } });
      const [, uri = ''] = await mortal.printed(/^uri (\S+) end$/m);
      proxy.leadTo(uri);
    },
    freeze: async () => {
      running().signal('SIGSTOP');
      while (!isStopped(running().pid)) await sleep(1);
    },
    thaw: () => running().signal('SIGCONT'),
  };
}

function isStopped(pid: number): boolean {
  return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('T');
}
