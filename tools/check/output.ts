import { Presets, SingleBar } from 'cli-progress';
import type { CheckDocument } from '../../subgraphs/oversight/check-document.ts';
import type { RunProgress } from './run/check-run.ts';
import { collectionsOf } from './store/collections.ts';
import type { CheckStore } from './store/open-store.ts';

/** Where a check says how it goes. */
export interface CheckOutput {
  /** Takes a line for people. */
  readonly say: (line: string) => void;
  /** Shows how far the check has come, here and in the store, until it is ended. */
  readonly begin: (
    check: CheckDocument,
    progress: RunProgress,
    store: CheckStore,
  ) => { readonly end: () => Promise<void> };
}

const [KEEP_MS, SHOW_MS, LINE_MS] = [1_000, 250, 10_000];
const BAR = 'voters {bar} {percentage}% | {value} of {total} | {rate}/s | {left} left | {findings} findings';

/** Makes an output: a bar on a terminal, and a line every ten seconds anywhere else. */
export function createOutput(stream: NodeJS.WriteStream): CheckOutput {
  let bar: SingleBar | undefined;
  const say = (line: string) => {
    // The bar draws itself again below.
    if (bar) stream.write('\r\x1b[K');
    stream.write(`${line}\n`);
  };
  return {
    say,
    begin: (check, progress, store) => {
      const began = performance.now();
      const before = progress.voters;
      say(describeBeginning(check, before));
      const tell = () => {
        const rate = (progress.voters - before) / ((performance.now() - began) / 1000);
        const left = rate > 0 ? describeSeconds((check.votersInAll - progress.voters) / rate) : '?';
        return { rate: Math.round(rate), left, findings: progress.findings };
      };
      if (stream.isTTY) {
        bar = new SingleBar({ format: BAR, stream, hideCursor: true }, Presets.shades_classic);
        bar.start(check.votersInAll, before, tell());
      }
      const show = () => {
        if (bar) return bar.update(Math.min(progress.voters, check.votersInAll), tell());
        const { rate, left, findings } = tell();
        say(
          `${progress.voters} of ${check.votersInAll} voters, ${rate}/s, ${left} left, ${findings} findings`,
        );
      };
      const showing = setInterval(show, stream.isTTY ? SHOW_MS : LINE_MS);
      let keeping: Promise<unknown> = Promise.resolve();
      const timer = setInterval(() => {
        keeping = collectionsOf(store)
          .checks.updateOne(
            { _id: check._id, state: 'RUNNING' },
            { $set: { votersChecked: progress.voters } },
          )
          // It is kept again in a second, and exact at the end.
          .catch(() => {});
      }, KEEP_MS);
      return {
        end: async () => {
          clearInterval(showing);
          clearInterval(timer);
          bar?.update(Math.min(progress.voters, check.votersInAll), tell());
          bar?.stop();
          bar = undefined;
          await keeping;
        },
      };
    },
  };
}

function describeBeginning(
  { _id, election, committees, votersInAll, isOfWholeList }: CheckDocument,
  done: number,
) {
  const where = isOfWholeList
    ? `all ${committees.length} committees`
    : committees.map(({ city }) => city).join(', ');
  const verb = done > 0 ? `goes on after ${done} of` : 'examines';
  return `Check ${_id} of ${election} ${verb} ${votersInAll} voters of ${where}.`;
}

function describeSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
