import type { CheckDocument } from '../../../subgraphs/oversight/check-document.ts';
import type { GatewayClient } from '../gateway/client.ts';
import type { Committee } from '../graph.ts';
import type { Operations } from '../operations.ts';
import type { ListFacts, Rule } from '../rules/rule.ts';
import type { CheckStore } from '../store/open-store.ts';

/** A check that is under way. */
export interface CheckRun {
  readonly check: CheckDocument;
  readonly store: CheckStore;
  readonly client: GatewayClient;
  /** Those that are checked: neither the ones that nobody has the data for nor those that need more than this check. */
  readonly rules: readonly Rule[];
  readonly operations: Operations;
  readonly list: ListFacts;
  /** Those that are checked, by code, with what rules need of them. */
  readonly committees: ReadonlyMap<string, Committee>;
  readonly progress: RunProgress;
  /** Aborted when the check is to stop; what is done until then is kept. */
  readonly signal: AbortSignal;
}

/** How far a check has come, counted as it goes. */
export interface RunProgress {
  voters: number;
  findings: number;
  /** Milliseconds of this process in rules, and waited for the store, of all parts together. */
  rulesMs: number;
  storeMs: number;
  /** Committees whose counts are too small for a rule to tell, by its code. */
  readonly tooSmall: Map<string, number>;
  /** Codes of rules that were not given what they need. */
  readonly notAvailable: Set<string>;
}

/** The error of a rule that was given null where it needs a value: a check does not go on as if nothing were found. */
export function lackingError({ code, name }: Rule, provider: string): Error {
  return new Error(
    `${code} ${name} was given null where ${provider} always has a value. The check stops, since nothing can be said of that row; one that is begun with --rules can leave the rule out.`,
  );
}
