import { type Connection, type Model, Schema } from 'mongoose';
import { requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';
import { createStatisticsModels, type StatisticsModels } from '../shared/statistics-models.ts';

/** Kinds of travel document; `SPLP` is the letter given in place of a passport. */
export const PASSPORT_KINDS = [
  'ORDINARY_24',
  'ORDINARY_48',
  'ELECTRONIC_48',
  'ELECTRONIC_POLYCARBONATE',
  'SPLP',
  'DIPLOMATIC',
  'SERVICE',
] as const;
export type PassportKind = (typeof PASSPORT_KINDS)[number];

/** Whether a passport can be used. */
export const PASSPORT_STATUSES = ['VALID', 'EXPIRED', 'LOST', 'REVOKED'] as const;
export type PassportStatus = (typeof PASSPORT_STATUSES)[number];

/** Into or out of Indonesia. */
export const CROSSING_DIRECTIONS = ['IN', 'OUT'] as const;
export type CrossingDirection = (typeof CROSSING_DIRECTIONS)[number];

/** Why a passport application was put off. */
export const DEFERRAL_REASONS = ['SUSPECTED_NON_PROCEDURAL', 'DUPLICATE', 'INCOMPLETE'] as const;
export type DeferralReason = (typeof DEFERRAL_REASONS)[number];

/** A passport or travel letter. Days are `YYYY-MM-DD`. Source: Ditjen Imigrasi. */
export interface PassportDocument {
  readonly _id: string;
  /** The person's id in the civil register. */
  readonly citizenId: string;
  /** One or two letters and six or seven digits. */
  readonly number: string;
  readonly kind: PassportKind;
  readonly issuedAt: string;
  readonly expiry: string;
  readonly status: PassportStatus;
  /** Agencies and units with a lawful relation to this person: their row filter. */
  readonly links: readonly string[];
}

/** A border crossing. Source: Ditjen Imigrasi; arrivals of mid-2024 have gaps. */
export interface CrossingDocument {
  readonly _id: string;
  /** The person's id in the civil register. */
  readonly citizenId: string;
  readonly direction: CrossingDirection;
  /** UTC. */
  readonly at: Date;
  /** Airport, seaport or land post in Indonesia. */
  readonly port: string;
  /** Number of the travel document that was shown. */
  readonly document: string;
  /** ISO 3166-1 alpha-2 code of the country travelled to, or come from when entering. */
  readonly destination: string;
  /** Agencies and units with a lawful relation to this person: their row filter. */
  readonly links: readonly string[];
}

/** A passport application that was put off. Source: Ditjen Imigrasi. */
export interface DeferredApplicationDocument {
  readonly _id: string;
  /** The person's id in the civil register. */
  readonly citizenId: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Name of the immigration office. */
  readonly office: string;
  readonly reason: DeferralReason;
  /** Agencies and units with a lawful relation to this person: their row filter. */
  readonly links: readonly string[];
}

/** The collections of the immigration subgraph. */
export interface ImmigrationModels extends StatisticsModels {
  readonly passports: Model<PassportDocument>;
  readonly crossings: Model<CrossingDocument>;
  readonly deferredApplications: Model<DeferredApplicationDocument>;
}

const passportSchema = new Schema<PassportDocument>(
  {
    _id: requiredText,
    citizenId: requiredText,
    number: requiredText,
    kind: requiredOneOf(PASSPORT_KINDS),
    issuedAt: requiredText,
    expiry: requiredText,
    status: requiredOneOf(PASSPORT_STATUSES),
    links: [String],
  },
  stored('passports'),
);
passportSchema.index({ citizenId: 1 });
passportSchema.index({ number: 1 }, { unique: true });
passportSchema.index({ links: 1, _id: 1 });
passportSchema.index({ status: 1, _id: 1 });
passportSchema.index({ expiry: 1, _id: 1 });

const crossingSchema = new Schema<CrossingDocument>(
  {
    _id: requiredText,
    citizenId: requiredText,
    direction: requiredOneOf(CROSSING_DIRECTIONS),
    at: { type: Date, required: true },
    port: requiredText,
    document: requiredText,
    destination: requiredText,
    links: [String],
  },
  stored('crossings'),
);
crossingSchema.index({ citizenId: 1, at: 1 });

const deferredApplicationSchema = new Schema<DeferredApplicationDocument>(
  {
    _id: requiredText,
    citizenId: requiredText,
    date: requiredText,
    office: requiredText,
    reason: requiredOneOf(DEFERRAL_REASONS),
    links: [String],
  },
  stored('deferredapplications'),
);
deferredApplicationSchema.index({ citizenId: 1, date: 1 });

/** Makes the models of the immigration subgraph on a connection to its database. Indexes: `ensureIndexes`. */
export function createModels(connection: Connection): ImmigrationModels {
  return {
    passports: connection.model<PassportDocument>('Passport', passportSchema),
    crossings: connection.model<CrossingDocument>('Crossing', crossingSchema),
    deferredApplications: connection.model<DeferredApplicationDocument>(
      'DeferredApplication',
      deferredApplicationSchema,
    ),
    ...createStatisticsModels(connection),
  };
}
