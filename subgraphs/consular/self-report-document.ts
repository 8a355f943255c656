import { Schema } from 'mongoose';
import { requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';

/** How far a self-report has come; `LEFT` after the final report of one who leaves for good. */
export const SELF_REPORT_STATUSES = [
  'DRAFT',
  'SUBMITTED',
  'VERIFIED',
  'REJECTED',
  'EXPIRED',
  'LEFT',
] as const;
export type SelfReportStatus = (typeof SELF_REPORT_STATUSES)[number];

/** Why a person stays abroad. */
export const PURPOSES_OF_STAY = ['WORK', 'STUDY', 'FAMILY', 'SETTLED', 'SEAFARER', 'OTHER'] as const;
export type PurposeOfStay = (typeof PURPOSES_OF_STAY)[number];

/** Kinds of permit under which a person stays; `NONE` for people without papers, who may report too. */
export const STAY_PERMIT_TYPES = [
  'WORK_PERMIT',
  'STUDENT',
  'DEPENDANT',
  'PERMANENT_RESIDENCE',
  'VISIT',
  'SEAFARER',
  'NONE',
] as const;
export type StayPermitType = (typeof STAY_PERMIT_TYPES)[number];

/** A citizen's report to a mission (lapor diri), the newest of each person. Source: Kemlu, Peduli WNI. */
export interface SelfReportDocument {
  readonly _id: string;
  /** The person's id in the civil register. */
  readonly citizenId: string;
  readonly status: SelfReportStatus;
  /** Code of the mission that was reported to. */
  readonly mission: string;
  /** ISO 3166-1 alpha-2 code of the country of residence. */
  readonly country: string;
  readonly cityAbroad: string;
  readonly addressAbroad: string;
  /** E.164 form. */
  readonly phoneAbroad: string;
  readonly passportNumber: string;
  readonly stayPermitType: StayPermitType;
  readonly stayPermitNo?: string;
  readonly purposeOfStay: PurposeOfStay;
  /** Name and phone of a relative. */
  readonly emergencyContact: string;
  /** Agencies and units with a lawful relation to this person: their row filter. */
  readonly links: readonly string[];
}

/** How self-reports are stored, with the indexes of the lists and look-ups of the consular subgraph. */
export const selfReportSchema = new Schema<SelfReportDocument>(
  {
    _id: requiredText,
    citizenId: requiredText,
    status: requiredOneOf(SELF_REPORT_STATUSES),
    mission: requiredText,
    country: requiredText,
    cityAbroad: requiredText,
    addressAbroad: requiredText,
    phoneAbroad: requiredText,
    passportNumber: requiredText,
    stayPermitType: requiredOneOf(STAY_PERMIT_TYPES),
    stayPermitNo: String,
    purposeOfStay: requiredOneOf(PURPOSES_OF_STAY),
    emergencyContact: requiredText,
    links: [String],
  },
  stored('selfreports'),
);
selfReportSchema.index({ citizenId: 1 }, { unique: true });
selfReportSchema.index({ links: 1, _id: 1 });
selfReportSchema.index({ mission: 1, _id: 1 });
selfReportSchema.index({ status: 1, _id: 1 });
