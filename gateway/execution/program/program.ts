import type { ProgramResult, ProgramRun } from './program-run.ts';

/** An operation of one view, ready to run any number of times, at the same time too. */
export interface Program {
  /** Fetches, and puts the answer in the shape that was asked. Rejects only for a fault of the gateway. */
  readonly run: (run: ProgramRun) => Promise<ProgramResult>;
}
