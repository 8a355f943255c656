import { Schema } from 'mongoose';
import { embedded, requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';

/** How far a check has come. A check that was interrupted stays `RUNNING` until it is resumed. */
export const CHECK_STATES = ['RUNNING', 'COMPLETE', 'FAILED'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/**
 * What became of a rule in a check: everything it is about was examined; no agency of the graph holds what it takes;
 * the check was of too little for it (of some committees, where all are needed); or what it needs was not given.
 */
export const RULE_OUTCOMES = ['CHECKED', 'NO_DATA_HOLDER', 'NEEDS_WHOLE_LIST', 'NOT_AVAILABLE'] as const;
export type RuleOutcome = (typeof RULE_OUTCOMES)[number];

/** A rule in a check. */
export interface CheckedRule {
  /** `B01` to `B20`. */
  readonly code: string;
  /** Raised whenever the rule finds something else than before. */
  readonly version: number;
  readonly outcome: RuleOutcome;
  /** Findings of this check; 0 while it runs. */
  readonly findings: number;
  /** Of those, the ones that no earlier check had found. */
  readonly newFindings: number;
}

/** A committee as it was when the check began. Source: KPU. */
export interface CheckedCommittee {
  /** KPU code, six digits. */
  readonly code: string;
  readonly name: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2 code. */
  readonly country: string;
}

/** A check of a voter list: what was run, when, by whom, over what, and what came of it. Source: Bawaslu. */
export interface CheckDocument {
  readonly _id: string;
  /** Code of the election. */
  readonly election: string;
  readonly state: CheckState;
  /** Whether every committee is checked. */
  readonly isOfWholeList: boolean;
  readonly committees: readonly CheckedCommittee[];
  readonly rules: readonly CheckedRule[];
  /** The officer who began it, as the token names them. */
  readonly startedBy: string;
  /** UTC. */
  readonly startedAt: Date;
  /** UTC; absent while it runs. */
  readonly finishedAt?: Date;
  /** Rows on a page. */
  readonly pageSize: number;
  /** Voter rows to examine, as counted at the beginning. */
  readonly votersInAll: number;
  /** Voter rows examined; exact when the check is complete, at most a second old while it runs. */
  readonly votersChecked: number;
}

const count = { type: Number, required: true, min: 0 } as const;

const checkedRuleSchema = new Schema<CheckedRule>(
  {
    code: requiredText,
    version: count,
    outcome: requiredOneOf(RULE_OUTCOMES),
    findings: count,
    newFindings: count,
  },
  embedded,
);

const checkedCommitteeSchema = new Schema<CheckedCommittee>(
  { code: requiredText, name: requiredText, city: requiredText, country: requiredText },
  embedded,
);

/** How checks are stored. */
export const checkSchema = new Schema<CheckDocument>(
  {
    _id: requiredText,
    election: requiredText,
    state: requiredOneOf(CHECK_STATES),
    isOfWholeList: { type: Boolean, required: true },
    committees: { type: [checkedCommitteeSchema], required: true },
    rules: { type: [checkedRuleSchema], required: true },
    startedBy: requiredText,
    startedAt: { type: Date, required: true },
    finishedAt: Date,
    pageSize: count,
    votersInAll: count,
    votersChecked: count,
  },
  stored('checks'),
);
checkSchema.index({ startedAt: -1, _id: -1 });
checkSchema.index({ election: 1, startedAt: -1, _id: -1 });
