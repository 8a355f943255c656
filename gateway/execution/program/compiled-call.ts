import type { PlacedSelection } from './place-selection.ts';
import type { CompiledOperationText } from './program-run.ts';
import type { PlanCondition } from './read-plan.ts';
import type { AnswerRecord, Reading } from './reading.ts';
import type { Representing } from './representing.ts';
import type { Sending } from './sending.ts';
import type { Alternatives } from './wanted-when.ts';
import type { Walk } from './write-walk.ts';

/** One place of the answer that a fetch adds to. */
export interface CallMember {
  readonly conditions: readonly PlanCondition[];
  /** When anything is asked. */
  readonly wanted: Alternatives;
  readonly way: Walk;
  readonly selection: PlacedSelection;
  /** Calls `visit` with each record there, and where it is counted with whom it is about. */
  readonly walk: (root: AnswerRecord, visit: (record: AnswerRecord, person?: unknown) => void) => void;
  /** Undefined for a fetch from the root. */
  readonly representing: Representing | undefined;
  /** What its representations hand on between agencies; undefined for nothing, and where nothing is counted. */
  readonly sending: Sending | undefined;
  /** Reads an object of the answer into a record. */
  readonly read: (object: unknown, record: AnswerRecord, reading: Reading) => void;
}

/** What is asked by one `_entities`, or from the root. */
export interface CallPart {
  readonly variable: string;
  readonly key: string;
  readonly members: readonly CallMember[];
}

/** One call of a program. */
export interface CompiledCall {
  readonly subgraph: string;
  /** The agency that answers for the subgraph, and whose ids it speaks. */
  readonly provider: string;
  readonly operation: CompiledOperationText;
  readonly variables: readonly string[];
  readonly isForEntities: boolean;
  readonly parts: readonly CallPart[];
  /** How many calls it waits for. */
  readonly waits: number;
  /** The calls that wait for it. */
  readonly next: readonly number[];
}
