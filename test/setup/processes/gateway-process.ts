import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProjectRoot } from '../../../gateway/project-root.ts';
import { type Mortal, startMortal } from './mortal.ts';

/** What `/health/ready` says. */
export interface Health {
  readonly status: number;
  readonly reasons: readonly string[];
}

/** The built gateway in a process of its own, which can be killed and started again. */
export interface GatewayProcess {
  readonly name: string;
  /** Undefined while it does not listen. */
  readonly url: () => string | undefined;
  /** Starts it and waits until it listens. */
  readonly start: () => Promise<void>;
  /** SIGKILL. */
  readonly kill: () => Promise<void>;
  /** SIGTERM. @returns its exit code */
  readonly stop: () => Promise<number | string>;
  /** Tells its process something, which what was loaded before it hears. */
  readonly send: (message: object) => void;
  readonly health: () => Promise<Health>;
  /** Status of `/health/live`. */
  readonly live: () => Promise<number>;
  /** Waits until it is ready. */
  readonly becomeReady: () => Promise<void>;
  readonly pid: () => number;
  /** What its processes have logged, but for the lines of requests. */
  readonly output: () => string;
}

/** Under load one line a request would be too much to keep. */
const isOfNoRequest = (line: string) => !line.includes('"request answered"');

/** Prepares a gateway under a name in the ledger. @param nodeOptions for `node` itself, in front of the program */
export function prepareGatewayProcess(
  name: string,
  environment: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): GatewayProcess {
  const program = join(findProjectRoot(), 'dist', 'gateway', 'main.js');
  const env = { PATH: process.env.PATH, ...environment, LEDGER_INSTANCE: name };
  const outputs: string[] = [];
  let mortal: Mortal | undefined;
  let url: string | undefined;

  const running = () => {
    if (mortal === undefined) throw new Error(`The gateway ${name} was not started.`);
    return mortal;
  };
  const get = async (path: string) => {
    if (url === undefined) throw new Error(`The gateway ${name} does not listen.`);
    return await fetch(`${url}${path}`);
  };
  const health = async (): Promise<Health> => {
    const response = await get('/health/ready');
    const { reasons } = (await response.json()) as Pick<Health, 'reasons'>;
    return { status: response.status, reasons };
  };

  return {
    name,
    url: () => url,
    pid: () => running().pid,
    output: () => outputs.join('') + (mortal?.output() ?? ''),
    start: async () => {
      if (mortal) outputs.push(mortal.output());
      mortal = startMortal([...nodeOptions, program], { env }, isOfNoRequest);
      const [, found] = await mortal.printed(/"url":"([^"]+)","event":"listening"/);
      url = found;
    },
    kill: async () => {
      url = undefined;
      await mortal?.kill();
    },
    stop: async () => {
      running().signal('SIGTERM');
      const how = await running().ended;
      url = undefined;
      return how;
    },
    send: (message) => running().send(message),
    health,
    live: async () => (await get('/health/live')).status,
    becomeReady: async () => {
      const endsAt = Date.now() + 60_000;
      for (;;) {
        const found = await health();
        if (found.status === 200) return;
        if (Date.now() > endsAt)
          throw new Error(`${name} is not ready: ${found.reasons}\n${running().output()}`);
        await sleep(20);
      }
    },
  };
}
