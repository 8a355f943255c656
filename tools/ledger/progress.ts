import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a command has come. */
export interface Progress {
  readonly show: (done: number) => void;
  readonly end: () => void;
}

/** Tenths of the way at which a line is written where there is no terminal, unless it is a matter of a moment. */
const LINES = 10;
const MOMENT_MS = 1_000;

/**
 * A bar on a terminal, and lines anywhere else.
 *
 * @param what is being done, in a word
 * @param unit of which there are `total`
 */
export function showProgress(what: string, unit: string, total: number, output = process.stderr): Progress {
  if (!output.isTTY) return showLines(what, total, output);
  const format = `${what} {bar} {percentage}% | {value} of {total} ${unit} | {duration_formatted} gone, {eta_formatted} left`;
  const bar = new SingleBar({ format, stream: output, hideCursor: true }, Presets.shades_classic);
  bar.start(total, 0);
  return { show: (done) => bar.update(Math.min(done, total)), end: () => bar.stop() };
}

function showLines(what: string, total: number, output: NodeJS.WriteStream): Progress {
  const began = performance.now();
  let last = 0;
  return {
    show: (done) => {
      const tenth = Math.min(LINES, Math.floor((done * LINES) / Math.max(1, total)));
      if (tenth === last || performance.now() - began < MOMENT_MS) return;
      last = tenth;
      output.write(`${what} ${tenth * LINES}%\n`);
    },
    end: () => {},
  };
}
