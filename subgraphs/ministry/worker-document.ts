import { Schema } from 'mongoose';
import { embedded, requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';
import { type PlacementDocument, placementSchema } from './placement-document.ts';

/** Where a worker stands, from candidate (CPMI) to return. */
export const WORKER_STATUSES = [
  'CPMI',
  'PROCESSING',
  'DEPARTED',
  'ACTIVE',
  'EXTENDED',
  'RETURNED',
  'DECEASED',
  'MISSING',
] as const;
export type WorkerStatus = (typeof WORKER_STATUSES)[number];

/** What is told of a status to who may not read it whole: works abroad, has come back, neither. */
export type PlacementState = 'ACTIVE' | 'RETURNED' | 'NONE';

/** The placement state of each status. */
export const PLACEMENT_STATES: Readonly<Record<WorkerStatus, PlacementState>> = {
  CPMI: 'NONE',
  PROCESSING: 'NONE',
  DEPARTED: 'ACTIVE',
  ACTIVE: 'ACTIVE',
  EXTENDED: 'ACTIVE',
  MISSING: 'ACTIVE',
  RETURNED: 'RETURNED',
  DECEASED: 'NONE',
};

/** Highest education finished: primary, lower secondary, upper secondary, diploma, bachelor, beyond. */
export const EDUCATIONS = ['SD', 'SMP', 'SMA_SMK', 'DIPLOMA', 'S1', 'POSTGRAD'] as const;
export type Education = (typeof EDUCATIONS)[number];

/** What a worker complained of to KP2MI. */
export const COMPLAINT_CATEGORIES = [
  'WANTS_RETURN',
  'UNPAID_WAGE',
  'DEPORTATION',
  'FAILED_DEPARTURE',
  'DEATH',
  'JOB_FRAUD',
  'SICK',
  'SOCIAL_SECURITY',
  'PREGNANT_OR_WITH_CHILD',
  'TRAFFICKING',
  'OTHER',
] as const;
export type ComplaintCategory = (typeof COMPLAINT_CATEGORIES)[number];

/** How far a complaint has come. */
export const COMPLAINT_STATUSES = ['RECEIVED', 'IN_PROGRESS', 'SOLVED'] as const;
export type ComplaintStatus = (typeof COMPLAINT_STATUSES)[number];

/** Why the state brought a worker home. */
export const REPATRIATION_CAUSES = ['PROBLEM', 'DEPORTED', 'SICK', 'DEATH', 'TRAFFICKING'] as const;
export type RepatriationCause = (typeof REPATRIATION_CAUSES)[number];

/** A worker or candidate, one document a person. Source: KP2MI, SiskoP2MI. */
export interface WorkerDocument {
  readonly _id: string;
  /** The person's id in the civil register. */
  readonly citizenId: string;
  /** Kemendagri code; KP2MI's copy, the row filter of regional governments. */
  readonly originRegency: string;
  readonly status: WorkerStatus;
  readonly education: Education;
  readonly healthFit: boolean;
  /** Reference of the fingerprint taken at orientation. */
  readonly biometricRef: string;
  /** Phone of a relative, E.164 form. */
  readonly familyContact: string;
  /** Oldest first; empty for people who left outside the procedure. */
  readonly placements: readonly PlacementDocument[];
  readonly complaints: readonly ComplaintDocument[];
  readonly repatriations: readonly RepatriationDocument[];
  /** Agencies and units with a lawful relation to this person: their row filter. */
  readonly links: readonly string[];
}

/** A complaint. Source: KP2MI crisis centre. */
export interface ComplaintDocument {
  readonly category: ComplaintCategory;
  readonly status: ComplaintStatus;
  readonly narrative: string;
  /** The same without the names of third parties; absent until somebody has written it. */
  readonly narrativeForPerson?: string;
  /** `YYYY-MM-DD` */
  readonly at: string;
}

/** A return arranged by the state. Source: KP2MI. */
export interface RepatriationDocument {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** ISO 3166-1 alpha-2 code of the country left. */
  readonly country: string;
  readonly arrivalPort: string;
  readonly cause: RepatriationCause;
}

const complaintSchema = new Schema<ComplaintDocument>(
  {
    category: requiredOneOf(COMPLAINT_CATEGORIES),
    status: requiredOneOf(COMPLAINT_STATUSES),
    narrative: requiredText,
    narrativeForPerson: String,
    at: requiredText,
  },
  embedded,
);

const repatriationSchema = new Schema<RepatriationDocument>(
  {
    date: requiredText,
    country: requiredText,
    arrivalPort: requiredText,
    cause: requiredOneOf(REPATRIATION_CAUSES),
  },
  embedded,
);

/** How workers are stored, with the indexes of the lists and look-ups of the ministry subgraph. */
export const workerSchema = new Schema<WorkerDocument>(
  {
    _id: requiredText,
    citizenId: requiredText,
    originRegency: requiredText,
    status: requiredOneOf(WORKER_STATUSES),
    education: requiredOneOf(EDUCATIONS),
    healthFit: { type: Boolean, required: true },
    biometricRef: requiredText,
    familyContact: requiredText,
    placements: [placementSchema],
    complaints: [complaintSchema],
    repatriations: [repatriationSchema],
    links: [String],
  },
  stored('workers'),
);
workerSchema.index({ citizenId: 1 }, { unique: true });
workerSchema.index({ links: 1, _id: 1 });
workerSchema.index({ originRegency: 1, _id: 1 });
workerSchema.index({ status: 1, _id: 1 });
workerSchema.index({ 'placements.destinationCountry': 1, _id: 1 });
workerSchema.index({ 'placements.departureDate': 1, _id: 1 });
