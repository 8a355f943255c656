import { createProblem } from '../../problem.ts';
import { createVariableTranslation } from '../translate-variables.ts';
import type { Program } from './program.ts';
import type { PlacedProblem, ProgramResult, ProgramRun } from './program-run.ts';
import { endProjection, startProjection } from './projecting.ts';
import type { AnswerRecord } from './reading.ts';
import { runCalls } from './run-calls.ts';
import { startCall } from './start-call.ts';
import { startTally, type Tally } from './tally.ts';

/** What is known of one answer while it is put together. */
export interface Progress {
  readonly run: ProgramRun;
  readonly root: AnswerRecord;
  /** Undefined where nothing is counted. */
  readonly tally: Tally | undefined;
  readonly errors: PlacedProblem[];
  /** Providers of whom an error tells. */
  readonly told: Set<string>;
  /** The variables of the client, with ids of this agency. */
  readonly variablesFor: (agency: string) => Readonly<Record<string, unknown>>;
}

/** Runs a program: fetches, and puts the answer in the shape that was asked. Rejects only for a fault of the gateway. */
export async function runProgram(program: Program, run: ProgramRun): Promise<ProgramResult> {
  const { calls, consumer, layout, pairwiseVariables } = program;
  const progress: Progress = {
    run,
    root: program.createRoot(),
    tally: run.tally ?? (layout && startTally(layout)),
    errors: [],
    told: new Set(),
    variablesFor: createVariableTranslation(pairwiseVariables, run.variables, consumer, run.ids),
  };
  if (calls.length > 0) await runCalls(calls, (call, end, fail) => startCall(call, progress, end, fail));
  const projection = startProjection(
    program.conditions.map((name) => run.variables[name] === true),
    progress.tally,
  );
  const data = program.project(progress.root, projection);
  endProjection(projection, (spines) => run.ids.conceal(consumer, spines));
  // A null that no error explains would look like a person who has no such thing.
  for (const provider of projection.missed) {
    if (!progress.told.has(provider)) {
      progress.errors.push({ problem: createProblem('SUBGRAPH_BAD_ANSWER', { provider }) });
    }
  }
  return { data, errors: progress.errors };
}
