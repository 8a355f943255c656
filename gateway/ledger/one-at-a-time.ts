/** Work of which one run goes on at a time. */
export interface Worker {
  /** Has the work done once more, from its beginning: at once, or after the run that goes on. Fulfils when no run goes on. */
  readonly start: () => Promise<void>;
  readonly isRunning: () => boolean;
}

/** Makes a worker. @param work never rejects */
export function oneAtATime(work: () => Promise<void>): Worker {
  let running: Promise<void> | undefined;
  let isAskedFor = false;
  const run = async () => {
    do {
      isAskedFor = false;
      await work();
    } while (isAskedFor);
    running = undefined;
  };
  return {
    start: () => {
      isAskedFor = true;
      running ??= run();
      return running;
    },
    isRunning: () => running !== undefined,
  };
}
