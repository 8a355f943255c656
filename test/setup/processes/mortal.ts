import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process that a test starts in order to kill it. It ends with the process that started it. */
export interface Mortal {
  readonly pid: number;
  /** Standard output and error so far. */
  readonly output: () => string;
  /** Waits for a match in the output. Rejects when the process ends before. */
  readonly printed: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly send: (message: object) => void;
  /** Kills it with SIGKILL, unless it has ended, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** How it ended: exit code or signal. */
  readonly ended: Promise<number | string>;
}

/**
 * Starts a process of Node with a channel to this one.
 *
 * @param parts arguments of `node`
 * @param keep which lines of the output are kept. Default: all
 */
export function startMortal(
  parts: readonly string[],
  options: Pick<SpawnOptions, 'env'>,
  keep: (line: string) => boolean = () => true,
): Mortal {
  const child: ChildProcess = spawn(process.execPath, parts, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The process did not start.');
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal);
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface(stream).on('line', (line) => {
      if (!keep(line)) return;
      output += `${line}\n`;
      for (const listen of listeners) listen();
    });
  }
  return {
    pid,
    output: () => output,
    ended,
    signal: (name) => void child.kill(name),
    send: (message) => void child.send(message),
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(output);
          if (found) settle(() => resolve(found));
        };
        const settle = (act: () => void) => {
          listeners.delete(look);
          act();
        };
        listeners.add(look);
        void ended.then((how) =>
          settle(() => reject(new Error(`The process ended (${how}) and had printed:\n${output}`))),
        );
        look();
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
