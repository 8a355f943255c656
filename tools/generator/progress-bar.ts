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

/** Databases take times too different for an estimate of what is left. */
const formats: Readonly<Record<GenerateProgress['phase'], string>> = {
  documents: 'documents {bar} {percentage}% | {duration_formatted} gone, {eta_formatted} left',
  indexes: 'indexes   {bar} {value} of {total} databases | {duration_formatted} gone',
};

function createBar(output: NodeJS.WriteStream): ProgressBar {
  let bar: SingleBar | undefined;
  let shown: GenerateProgress['phase'] | undefined;
  return {
    show: ({ phase, done, total }) => {
      if (phase !== shown) {
        bar?.stop();
        bar = new SingleBar(
          { format: formats[phase], stream: output, hideCursor: true },
          Presets.shades_classic,
        );
        bar.start(total, done);
        shown = phase;
      }
      bar?.update(done);
    },
    end: () => bar?.stop(),
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
