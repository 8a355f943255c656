import { type Connection, type Model, Schema } from 'mongoose';
import { requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';
import { createStatisticsModels, type StatisticsModels } from '../shared/statistics-models.ts';
import { type ConsularCaseDocument, consularCaseSchema } from './case-document.ts';
import { type SelfReportDocument, selfReportSchema } from './self-report-document.ts';

/** Kinds of mission: embassy, consulate general, consulate, economic and trade office. */
export const MISSION_KINDS = ['KBRI', 'KJRI', 'KRI', 'KDEI'] as const;
export type MissionKind = (typeof MISSION_KINDS)[number];

/** A mission abroad. Source: Kemlu. */
export interface MissionDocument {
  /** `<KIND>-<CITY>`, such as `KJRI-HONG-KONG`. */
  readonly _id: string;
  readonly name: string;
  readonly kind: MissionKind;
  readonly city: string;
  /** ISO 3166-1 alpha-2 code. */
  readonly country: string;
  /** Agency that it belongs to: the Taipei office is the Ministry of Trade's, every other Kemlu's. */
  readonly parentAgency: string;
  /** ISO 3166-1 alpha-2 codes of the countries that it serves; several missions may share one. */
  readonly jurisdiction: readonly string[];
}

/** A country or territory. Source: ISO 3166-1. */
export interface CountryDocument {
  /** Alpha-2 code. */
  readonly _id: string;
  readonly alpha3: string;
  /** Three digits. */
  readonly numeric: string;
  /** In English. */
  readonly name: string;
  /** In Indonesian. */
  readonly nameId: string;
}

/** The collections of the consular subgraph. */
export interface ConsularModels extends StatisticsModels {
  readonly selfReports: Model<SelfReportDocument>;
  readonly consularCases: Model<ConsularCaseDocument>;
  readonly missions: Model<MissionDocument>;
  readonly countries: Model<CountryDocument>;
}

const missionSchema = new Schema<MissionDocument>(
  {
    _id: requiredText,
    name: requiredText,
    kind: requiredOneOf(MISSION_KINDS),
    city: requiredText,
    country: requiredText,
    parentAgency: requiredText,
    jurisdiction: [String],
  },
  stored('missions'),
);
missionSchema.index({ country: 1, _id: 1 });

const countrySchema = new Schema<CountryDocument>(
  {
    _id: requiredText,
    alpha3: requiredText,
    numeric: requiredText,
    name: requiredText,
    nameId: requiredText,
  },
  stored('countries'),
);

/** Makes the models of the consular subgraph on a connection to its database. Indexes: `ensureIndexes`. */
export function createModels(connection: Connection): ConsularModels {
  return {
    selfReports: connection.model<SelfReportDocument>('SelfReport', selfReportSchema),
    consularCases: connection.model<ConsularCaseDocument>('ConsularCase', consularCaseSchema),
    missions: connection.model<MissionDocument>('Mission', missionSchema),
    countries: connection.model<CountryDocument>('Country', countrySchema),
    ...createStatisticsModels(connection),
  };
}
