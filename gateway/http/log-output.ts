import { pino } from 'pino';

/** Bytes of lines that are gathered before they are written. */
const GATHERED_BYTES = 8_192;
/** How long a line waits at most, in milliseconds. */
const FLUSH_MS = 50;

/** Standard output, to which lines go together: a write of its own for each would cost more than to make the line. */
export interface LogOutput {
  readonly write: (line: string) => void;
  /** Writes what was gathered. */
  readonly flushSync: () => void;
}

/** Opens the output. A process that ends writes what it has; one that is killed may lose its last lines. */
export function openLogOutput(): LogOutput {
  const output = pino.destination({ fd: 1, sync: true, minLength: GATHERED_BYTES });
  setInterval(() => output.flushSync(), FLUSH_MS).unref();
  process.on('exit', () => output.flushSync());
  return output;
}
