import type { PairwiseVariables } from '../../planning/find-pairwise-variables.ts';
import type { CompiledCall } from './compiled-call.ts';
import type { Projection } from './projecting.ts';
import type { AnswerRecord } from './reading.ts';
import type { TallyLayout } from './tally.ts';

/** An operation of one view, ready to run any number of times, at the same time too. */
export interface Program {
  readonly calls: readonly CompiledCall[];
  readonly createRoot: () => AnswerRecord;
  readonly project: (root: AnswerRecord, projection: Projection) => Record<string, unknown> | null;
  /** The variables of `@skip` and `@include`, in the order in which a projection has their values. */
  readonly conditions: readonly string[];
  /** The variables that hold pairwise ids of the consumer. */
  readonly pairwiseVariables: PairwiseVariables;
  readonly consumer: string;
  /** What its runs count; undefined where nothing is counted. */
  readonly layout: TallyLayout | undefined;
}
