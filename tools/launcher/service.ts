import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that the launcher runs. */
export interface Program {
  /** What people know it by: `gateway`, `training`. */
  readonly name: string;
  /** The JavaScript file it runs. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How a process ended that nobody had asked to. */
export interface Death {
  /** `exit code 1`, `signal SIGKILL`. */
  readonly cause: string;
  /** What happens next: milliseconds until it is started again, or undefined when it is not. */
  readonly restartsInMs: number | undefined;
}

/** A process that is kept alive. */
export interface Service {
  readonly name: string;
  /** Asks it to end with SIGTERM, and makes it end when it takes longer than `graceMs`. Never rejects. */
  readonly stop: (graceMs: number) => Promise<void>;
  /** Ends it at once, without asking. */
  readonly kill: () => void;
}

/** What the launcher decides about a process. */
export interface ServiceOptions {
  /** Told at once. */
  readonly onDeath: (death: Death) => void;
  /** Asked at each death: false leaves it dead. */
  readonly restarts: () => boolean;
  readonly firstDelayMs?: number;
}

const FIRST_DELAY_MS = 500;
const MOST_DELAY_MS = 30_000;
/** One that ran this long died of something new: the delay begins anew. */
const STABLE_MS = 60_000;

/**
 * Starts a program and starts it again when it dies, after a delay that doubles from death to death up to 30 s.
 *
 * It runs in a process group of its own, so that Ctrl-C reaches the launcher alone, which then stops its services in
 * order. It has an IPC channel and is expected to end when that closes, which it does even when the launcher is killed.
 * What it prints goes to standard error.
 */
export function startService(program: Program, options: ServiceOptions): Service {
  const { onDeath, restarts, firstDelayMs = FIRST_DELAY_MS } = options;
  const ended = new AbortController();
  let child: ChildProcess;
  let delayMs = firstDelayMs;

  const start = () => {
    const startedMs = performance.now();
    child = fork(program.file, {
      env: program.environment,
      execArgv: [],
      detached: true,
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    child.once('exit', (code, signal) => {
      if (ended.signal.aborted) return;
      if (performance.now() - startedMs > STABLE_MS) delayMs = firstDelayMs;
      const cause = signal === null ? `exit code ${code}` : `signal ${signal}`;
      const restartsInMs = restarts() ? delayMs : undefined;
      onDeath({ cause, restartsInMs });
      if (restartsInMs === undefined) return;
      delayMs = Math.min(delayMs * 2, MOST_DELAY_MS);
      sleep(restartsInMs, undefined, { signal: ended.signal }).then(start, () => {});
    });
  };
  start();

  return {
    name: program.name,
    stop: async (graceMs) => {
      ended.abort();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exit;
      clearTimeout(timer);
    },
    kill: () => {
      ended.abort();
      child.kill('SIGKILL');
    },
  };
}
