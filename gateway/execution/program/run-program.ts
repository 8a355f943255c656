import type { Program } from './program.ts';
import type { ProgramResult, ProgramRun } from './program-run.ts';

/** Runs a program: fetches, and shapes the answer. Rejects only for a fault of the gateway. */
export function runProgram(program: Program, run: ProgramRun): Promise<ProgramResult> {
  return program.run(run);
}
