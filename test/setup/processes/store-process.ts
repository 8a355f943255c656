import { join } from 'node:path';
import { findProjectRoot } from '../../../gateway/project-root.ts';
import { type Mortal, startMortal } from './mortal.ts';
import { type StoreProxy, startStoreProxy } from './store-proxy.ts';

/** A store in a process of its own, which can be killed and started again on the same folder. */
export interface StoreProcess {
  readonly name: string;
  /** Where it is reached, whichever process it is. */
  readonly uri: string;
  readonly proxy: StoreProxy;
  /** Starts it, once the one before has gone. */
  readonly start: () => Promise<void>;
  /** SIGKILL. */
  readonly kill: () => Promise<void>;
  /** SIGSTOP: connections stay, and nothing is answered. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly close: () => Promise<void>;
}

const SCRIPT = `
process.on('disconnect', () => process.exit());
const { startEngine } = await import(process.argv[1]);
console.log('uri ' + (await startEngine(process.argv[2])).uri + ' end');
`;

/** Prepares a store on a folder. The sockets of its processes are in there as well. */
export async function prepareStoreProcess(folder: string): Promise<StoreProcess> {
  const module = join(findProjectRoot(), 'dist', 'tools', 'engine', 'engine.js');
  const parts = ['--input-type=module', '--eval', SCRIPT, module, join(folder, 'store')];
  const proxy = await startStoreProxy();
  let mortal: Mortal | undefined;
  const kill = async () => {
    proxy.target = undefined;
    await mortal?.kill();
  };
  return {
    name: 'store',
    uri: proxy.uri,
    proxy,
    kill,
    start: async () => {
      mortal = startMortal(parts, { env: { PATH: process.env.PATH, TMPDIR: folder } });
      const [, path = ''] = await mortal.printed(/^uri mongodb:\/\/([^/]+)\/\S* end$/m);
      proxy.target = decodeURIComponent(path);
    },
    freeze: () => mortal?.signal('SIGSTOP'),
    thaw: () => mortal?.signal('SIGCONT'),
    close: async () => {
      await kill();
      proxy.close();
    },
  };
}
