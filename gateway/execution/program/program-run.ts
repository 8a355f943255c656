import type { Problem } from '../../problem.ts';
import type { CallOutcome } from '../call-subgraph.ts';
import type { PairwiseIds } from '../pairwise-ids.ts';
import type { Tally } from './tally.ts';

/** The text that a subgraph is sent, the same whenever the program runs. */
export interface CompiledOperationText {
  readonly text: string;
  /** SHA-256 of the text in base64url. */
  readonly hash: string;
  readonly isMutation: boolean;
  /** The body up to the first variable. */
  readonly bodyPrefix: string;
}

/** One call of one subgraph. */
export interface FetchCall {
  readonly subgraph: string;
  readonly operation: CompiledOperationText;
  /** The whole body, as JSON. */
  readonly body: string;
}

/** How a call ended. */
export type FetchOutcome = CallOutcome;

/** What a program is run with: all that differs from one request to the next. */
export interface ProgramRun {
  /** Coerced, by name, without a prototype, with the ids of the client. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Calls a subgraph. Does not throw. */
  readonly fetch: (call: FetchCall) => Promise<FetchOutcome>;
  readonly ids: PairwiseIds;
  /** Where what is disclosed is counted, of the layout of the program; one of its own unless given. */
  readonly tally?: Tally | undefined;
}

/** An error, and where in the answer it belongs. */
export interface PlacedProblem {
  readonly problem: Problem;
  readonly path?: readonly (string | number)[];
}

/** What a program answers. */
export interface ProgramResult {
  /** In the shape that was asked; null when a null reached the root. */
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly PlacedProblem[];
}
