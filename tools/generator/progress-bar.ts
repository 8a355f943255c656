import { Presets, SingleBar } from 'cli-progress';
import type { GenerateProgress } from './generate.ts';

/** Shows how far a generation has come. */
export interface ProgressBar {
  readonly show: (progress: GenerateProgress) => void;
  readonly end: () => void;
}

/** Tenths of the way at which a line is written where there is no terminal. */
const LINES = 10;

/** Makes a bar on a terminal, and lines anywhere else. */
export function createProgressBar(output: NodeJS.WriteStream): ProgressBar {
  return output.isTTY ? createBar(output) : createLines(output);
}

function createBar(output: NodeJS.WriteStream): ProgressBar {
  const format =
    '{phase} {bar} {percentage}% | {value} of {total} | {duration_formatted}, {eta_formatted} left';
  const bar = new SingleBar(
    { format, stream: output, hideCursor: true, etaBuffer: 200 },
    Presets.shades_classic,
  );
  let phase: string | undefined;
  return {
    show: (progress) => {
      if (progress.phase !== phase) {
        if (phase !== undefined) bar.stop();
        phase = progress.phase;
        bar.start(progress.total, progress.done, { phase: phase.padEnd(9) });
      }
      bar.update(progress.done);
    },
    end: () => {
      if (phase !== undefined) bar.stop();
    },
  };
}

function createLines(output: NodeJS.WriteStream): ProgressBar {
  let last = '';
  return {
    show: ({ phase, done, total }) => {
      const tenth = Math.floor((done * LINES) / total);
      const line = `${phase} ${tenth * LINES}%`;
      if (line === last) return;
      last = line;
      output.write(`${line}\n`);
    },
    end: () => {},
  };
}
