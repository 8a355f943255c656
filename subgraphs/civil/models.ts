import { type Connection, type Model, Schema } from 'mongoose';
import { requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';
import { createStatisticsModels, type StatisticsModels } from '../shared/statistics-models.ts';

/** Sex as the population register records it. */
export const SEXES = ['F', 'M'] as const;
export type Sex = (typeof SEXES)[number];

/** Marital status as the population register records it; all but `SINGLE` count as ever married. */
export const MARITAL_STATUSES = ['SINGLE', 'MARRIED', 'DIVORCED', 'WIDOWED'] as const;
export type MaritalStatus = (typeof MARITAL_STATUSES)[number];

/** Levels of government that have codes in the graph. */
export const REGION_LEVELS = ['PROVINCE', 'REGENCY'] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

/** A person of the population register: the spine of the graph. Source: Dukcapil. */
export interface CitizenDocument {
  /** Id of the person as Dukcapil knows it: 128 bit, 22 base64url characters. */
  readonly _id: string;
  /** 16 digits; absent for people who were never registered. Source: Dukcapil. */
  readonly nik?: string;
  /** Family-card number, 16 digits. Source: Dukcapil. */
  readonly nkk: string;
  /** Number of the newest passport or travel letter. Source: Ditjen Imigrasi, copied by Dukcapil. */
  readonly passport?: string;
  readonly fullName: string;
  readonly sex: Sex;
  /** Name of a regency or city. */
  readonly birthPlace: string;
  /** `YYYY-MM-DD`; unknown days are kept as 1 January, 1 July or 31 December. */
  readonly birthDate: string;
  readonly maritalStatus: MaritalStatus;
  /** Kemendagri code such as `35`. */
  readonly originProvince: string;
  /** Kemendagri code such as `35.09`; may differ from the region in the NIK, which is that of first registration. */
  readonly originRegency: string;
  /** Name of the district (kecamatan). */
  readonly originDistrict: string;
  readonly originAddress: string;
  /** E.164 form. */
  readonly phone: string;
  readonly email?: string;
  /** Agencies and units with a lawful relation to this person (`kp2mi`, `kemlu:KJRI-HONG-KONG`): their row filter. */
  readonly links: readonly string[];
}

/** A province or regency. Source: Kemendagri codes. */
export interface RegionDocument {
  /** Dotted code: `35` or `35.09`. */
  readonly _id: string;
  readonly name: string;
  readonly level: RegionLevel;
  /** Code of the province; absent for a province. */
  readonly parent?: string;
}

/** The collections of the civil subgraph. */
export interface CivilModels extends StatisticsModels {
  readonly citizens: Model<CitizenDocument>;
  readonly regions: Model<RegionDocument>;
}

const citizenSchema = new Schema<CitizenDocument>(
  {
    _id: requiredText,
    nik: String,
    nkk: requiredText,
    passport: String,
    fullName: requiredText,
    sex: requiredOneOf(SEXES),
    birthPlace: requiredText,
    birthDate: requiredText,
    maritalStatus: requiredOneOf(MARITAL_STATUSES),
    originProvince: requiredText,
    originRegency: requiredText,
    originDistrict: requiredText,
    originAddress: requiredText,
    phone: requiredText,
    email: String,
    links: [String],
  },
  stored('citizens'),
);
citizenSchema.index({ nik: 1 }, { unique: true, sparse: true });
citizenSchema.index({ passport: 1 }, { unique: true, sparse: true });
citizenSchema.index({ links: 1, _id: 1 });
citizenSchema.index({ originRegency: 1, _id: 1 });
citizenSchema.index({ birthDate: 1, _id: 1 });
citizenSchema.index({ fullName: 1, _id: 1 });

const regionSchema = new Schema<RegionDocument>(
  { _id: requiredText, name: requiredText, level: requiredOneOf(REGION_LEVELS), parent: String },
  stored('regions'),
);
regionSchema.index({ parent: 1, _id: 1 });

/** Makes the models of the civil subgraph on a connection to its database. Indexes: `ensureIndexes`. */
export function createModels(connection: Connection): CivilModels {
  return {
    citizens: connection.model<CitizenDocument>('Citizen', citizenSchema),
    regions: connection.model<RegionDocument>('Region', regionSchema),
    ...createStatisticsModels(connection),
  };
}
