import { Schema } from 'mongoose';
import { embedded, requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';

/** What a finding is about: a row of the list, a person without one, a committee, a polling point. */
export const FINDING_SUBJECTS = ['VOTER', 'PERSON', 'COMMITTEE', 'POLLING_POINT'] as const;
export type FindingSubject = (typeof FINDING_SUBJECTS)[number];

/**
 * Where a finding stands. KPU answers it (`ANSWERED`) or says that the list was corrected (`CORRECTED`); Bawaslu takes the
 * answer (`ACCEPTED`) or does not (`REJECTED`), and confirms a correction (`CONFIRMED`).
 */
export const FINDING_STATES = ['OPEN', 'ANSWERED', 'ACCEPTED', 'REJECTED', 'CORRECTED', 'CONFIRMED'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What KPU answers to a finding: the row is right, papers were seen that say so, or it is being looked into. */
export const ANSWER_CODES = ['ROW_IS_RIGHT', 'DOCUMENTS_SEEN', 'UNDER_INQUIRY'] as const;
export type AnswerCode = (typeof ANSWER_CODES)[number];

/** How KPU corrected the list after a finding. */
export const CORRECTION_CODES = ['ROW_CHANGED', 'ROW_REMOVED'] as const;
export type CorrectionCode = (typeof CORRECTION_CODES)[number];

/** What KPU answers, or how it corrected the list. */
export const RESPONSE_CODES = [...ANSWER_CODES, ...CORRECTION_CODES] as const;
export type ResponseCode = (typeof RESPONSE_CODES)[number];

/** An answer to a finding, or what Bawaslu did with it. */
export interface FindingStep {
  /** Where the finding stood from then on. */
  readonly state: FindingState;
  /** UTC. */
  readonly at: Date;
  /** Of KPU's steps. */
  readonly code?: ResponseCode;
}

/** What a check of the voter list found. One document for what the same rule finds again about the same subject. Source: Bawaslu. */
export interface FindingDocument {
  /** 22 base64url characters that follow from election, rule and subject: found twice, it is one. */
  readonly _id: string;
  readonly election: string;
  /** `B01` to `B20`. */
  readonly rule: string;
  readonly ruleVersion: number;
  /** Check that found it first. */
  readonly firstCheck: string;
  /** Latest check that found it. */
  readonly check: string;
  readonly subject: FindingSubject;
  /** Row of the list, by Bawaslu's own id; of `VOTER` only. */
  readonly voterId?: string;
  /** The person, by Bawaslu's own id; of `VOTER` and `PERSON`. */
  readonly citizenId?: string;
  /** Code of the committee; absent where nobody told it. */
  readonly ppln?: string;
  /** ISO 3166-1 alpha-2 code. */
  readonly country: string;
  /** Number of the polling point inside the committee; of `POLLING_POINT` only. */
  readonly pollingPoint?: string;
  /** Codes, months, counts and tokens that make it one: never a name, a number of a person, a date of birth or an address. */
  readonly evidence: Readonly<Record<string, string | number | boolean>>;
  readonly state: FindingState;
  /** Oldest first. */
  readonly steps: readonly FindingStep[];
  /** UTC, of the first check. */
  readonly foundAt: Date;
}

const stepSchema = new Schema<FindingStep>(
  {
    state: requiredOneOf(FINDING_STATES),
    at: { type: Date, required: true },
    code: { type: String, enum: RESPONSE_CODES },
  },
  embedded,
);

/** How findings are stored, with the indexes of lists, look-ups and reports. */
export const findingSchema = new Schema<FindingDocument>(
  {
    _id: requiredText,
    election: requiredText,
    rule: requiredText,
    ruleVersion: { type: Number, required: true },
    firstCheck: requiredText,
    check: requiredText,
    subject: requiredOneOf(FINDING_SUBJECTS),
    voterId: String,
    citizenId: String,
    ppln: String,
    country: requiredText,
    pollingPoint: String,
    evidence: { type: Schema.Types.Mixed, required: true },
    state: requiredOneOf(FINDING_STATES),
    steps: { type: [stepSchema], required: true },
    foundAt: { type: Date, required: true },
  },
  { ...stored('findings'), minimize: false },
);
// Each list is read in the order of `_id`. The fields after it are what else a list can be filtered by: what does not meet
// the filter is passed over, and counted, without reading its document.
findingSchema.index({ check: 1, _id: 1, rule: 1, state: 1, subject: 1, ppln: 1 });
findingSchema.index({ ppln: 1, _id: 1, rule: 1, state: 1, subject: 1 });
findingSchema.index({ rule: 1, _id: 1, state: 1, subject: 1, ppln: 1 });
findingSchema.index({ state: 1, _id: 1, rule: 1, subject: 1, ppln: 1 });
findingSchema.index({ subject: 1, _id: 1 });
findingSchema.index({ citizenId: 1, _id: 1 }, { partialFilterExpression: { citizenId: { $exists: true } } });
