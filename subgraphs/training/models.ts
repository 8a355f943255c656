import { type Connection, type Model, Schema } from 'mongoose';
import { embedded, requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';
import { createStatisticsModels, type StatisticsModels } from '../shared/statistics-models.ts';

/** Kinds of training institution: three public ones, private ones, mobile units. */
export const INSTITUTION_KINDS = ['BLK', 'PPKD', 'PPKPI', 'LPK', 'MTU'] as const;
export type InstitutionKind = (typeof INSTITUTION_KINDS)[number];

/** Sectors that a course prepares for. */
export const TRAINING_SECTORS = [
  'WELDING',
  'HOSPITALITY',
  'ENGINEERING',
  'CREATIVE',
  'CAREGIVING',
  'LANGUAGE',
  'ICT',
] as const;
export type TrainingSector = (typeof TRAINING_SECTORS)[number];

/** How a training ended. */
export const TRAINING_RESULTS = ['COMPETENT', 'NOT_YET_COMPETENT', 'DROPPED'] as const;
export type TrainingResult = (typeof TRAINING_RESULTS)[number];

/** Associations whose member institutions train; the values are their agency ids. */
export const ASSOCIATIONS = ['hipki', 'pelita'] as const;
export type Association = (typeof ASSOCIATIONS)[number];

/** A certificate of competence. Days are `YYYY-MM-DD`. Source: BNSP. */
export interface CertificateDocument {
  /** `NNNNN NNNN N NNNNNNN YYYY`: industry (KBLI), occupation (KBJI), level, serial, year. */
  readonly number: string;
  readonly scheme: string;
  /** Level of the national qualification framework, 1 to 9 (Perpres 8/2012). */
  readonly kkniLevel: number;
  readonly from: string;
  /** Three years after `from`. */
  readonly until: string;
}

/** One person's course. Days are `YYYY-MM-DD`. Source: the institution's agency. */
export interface TrainingDocument {
  readonly _id: string;
  /** The person's id in the civil register. */
  readonly citizenId: string;
  /** Kemendagri code of the trainee's origin; the row filter of regional governments. */
  readonly originRegency: string;
  /** Code of the institution. */
  readonly institution: string;
  /** Association that the institution belongs to; absent for public ones and for non-members. */
  readonly association?: Association;
  /** Whether the trainee's consent to share with the association is on file. */
  readonly consent: boolean;
  /** Kemendagri code of the institution's region. */
  readonly institutionRegion: string;
  readonly programme: string;
  readonly sector: TrainingSector;
  readonly from: string;
  readonly until: string;
  /** Absent while the course runs. */
  readonly result?: TrainingResult;
  readonly disabilityAid?: string;
  readonly certificate?: CertificateDocument;
  /** Agencies with a lawful relation to this person (`kp2mi`): their row filter. */
  readonly links: readonly string[];
}

/** Where trainings are given. Source: the institution's agency. */
export interface InstitutionDocument {
  /** Code of the institution. */
  readonly _id: string;
  readonly name: string;
  readonly kind: InstitutionKind;
  /** Kemendagri code. */
  readonly region: string;
  readonly association?: Association;
}

/** The collections of the training subgraph. */
export interface TrainingModels extends StatisticsModels {
  readonly trainings: Model<TrainingDocument>;
  readonly institutions: Model<InstitutionDocument>;
}

const certificateSchema = new Schema<CertificateDocument>(
  {
    number: requiredText,
    scheme: requiredText,
    kkniLevel: { type: Number, required: true, min: 1, max: 9 },
    from: requiredText,
    until: requiredText,
  },
  embedded,
);

const trainingSchema = new Schema<TrainingDocument>(
  {
    _id: requiredText,
    citizenId: requiredText,
    originRegency: requiredText,
    institution: requiredText,
    association: { type: String, enum: ASSOCIATIONS },
    consent: { type: Boolean, required: true },
    institutionRegion: requiredText,
    programme: requiredText,
    sector: requiredOneOf(TRAINING_SECTORS),
    from: requiredText,
    until: requiredText,
    result: { type: String, enum: TRAINING_RESULTS },
    disabilityAid: String,
    certificate: certificateSchema,
    links: [String],
  },
  stored('trainings'),
);
trainingSchema.index({ citizenId: 1 });
trainingSchema.index({ links: 1, _id: 1 });
trainingSchema.index({ originRegency: 1, _id: 1 });
trainingSchema.index({ institutionRegion: 1, _id: 1 });
trainingSchema.index(
  { association: 1, consent: 1, _id: 1 },
  { partialFilterExpression: { association: { $exists: true } } },
);
trainingSchema.index({ institution: 1, _id: 1 });

const institutionSchema = new Schema<InstitutionDocument>(
  {
    _id: requiredText,
    name: requiredText,
    kind: requiredOneOf(INSTITUTION_KINDS),
    region: requiredText,
    association: { type: String, enum: ASSOCIATIONS },
  },
  stored('institutions'),
);

/** Makes the models of the training subgraph on a connection to its database. Indexes: `ensureIndexes`. */
export function createModels(connection: Connection): TrainingModels {
  return {
    trainings: connection.model<TrainingDocument>('Training', trainingSchema),
    institutions: connection.model<InstitutionDocument>('Institution', institutionSchema),
    ...createStatisticsModels(connection),
  };
}
