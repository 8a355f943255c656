import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Coerce } from '../planning/coerce-variables.ts';
import type { PlannedOperation } from '../planning/plan-operation.ts';
import type { Problem } from '../problem.ts';
import type { OperationUse } from './operation-use.ts';
import type { Program } from './program/program.ts';
import type { PlacedProblem } from './program/program-run.ts';

/** An operation that Apollo's server has found valid for the graph. */
export interface ValidOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Hash of the text, hex; names it in the log. */
  readonly hash: string;
}

/** An operation as one view may use it: all of it that does not depend on the single request. */
export interface ReadyOperation {
  readonly valid: ValidOperation;
  readonly coerce: Coerce;
  readonly outcome: Readiness;
}

/** Ready to run, or why it never will be for this view. */
export type Readiness =
  | {
      readonly kind: 'ready';
      readonly planned: PlannedOperation;
      /** Absent when it asks of the schema only. */
      readonly program: Program | undefined;
      /** One for each coordinate that is not given. */
      readonly denials: readonly PlacedProblem[];
      /** What it rests on and hands on; absent where nothing is accounted for. */
      readonly use: OperationUse | undefined;
    }
  | { readonly kind: 'refused'; readonly problem: Problem };
