import { Schema } from 'mongoose';
import { requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';

/** What kind of case it is; death penalty, trafficking and the like point at one person and are specific data. */
export const CONSULAR_CASE_CATEGORIES = [
  'IMMIGRATION_DOCUMENT',
  'EMPLOYMENT',
  'DEATH',
  'CRIMINAL',
  'CIVIL',
  'DEATH_PENALTY',
  'TRAFFICKING',
  'ONLINE_SCAM',
  'EMERGENCY_EVACUATION',
  'HOSTAGE',
  'SEAFARER',
  'HAJJ_UMRAH',
  'DETENTION',
  'OTHER',
] as const;
export type ConsularCaseCategory = (typeof CONSULAR_CASE_CATEGORIES)[number];

/** The category in six classes. */
export const COARSE_CASE_CATEGORIES = [
  'LEGAL',
  'LABOUR',
  'DEATH',
  'EMERGENCY',
  'TRAFFICKING',
  'OTHER',
] as const;
export type CoarseCaseCategory = (typeof COARSE_CASE_CATEGORIES)[number];

/** How far a case has come. */
export const CONSULAR_CASE_STATUSES = ['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'] as const;
export type ConsularCaseStatus = (typeof CONSULAR_CASE_STATUSES)[number];

const coarseOf: Readonly<Record<ConsularCaseCategory, CoarseCaseCategory>> = {
  IMMIGRATION_DOCUMENT: 'LEGAL',
  EMPLOYMENT: 'LABOUR',
  DEATH: 'DEATH',
  CRIMINAL: 'LEGAL',
  CIVIL: 'LEGAL',
  DEATH_PENALTY: 'LEGAL',
  TRAFFICKING: 'TRAFFICKING',
  ONLINE_SCAM: 'TRAFFICKING',
  EMERGENCY_EVACUATION: 'EMERGENCY',
  HOSTAGE: 'EMERGENCY',
  SEAFARER: 'LABOUR',
  HAJJ_UMRAH: 'OTHER',
  DETENTION: 'LEGAL',
  OTHER: 'OTHER',
};

/** Gives the class of a category, as Kemlu's partners may read it. */
export function coarseCaseCategory(category: ConsularCaseCategory): CoarseCaseCategory {
  return coarseOf[category];
}

/** A matter in which a mission helps a citizen. Source: Kemlu, Peduli WNI. */
export interface ConsularCaseDocument {
  readonly _id: string;
  /** The person's id in the civil register. */
  readonly citizenId: string;
  readonly coarseCategory: CoarseCaseCategory;
  readonly category: ConsularCaseCategory;
  readonly status: ConsularCaseStatus;
  /** Code of the mission that handles it. */
  readonly mission: string;
  /** ISO 3166-1 alpha-2 code of the country where it arose. */
  readonly country: string;
  /** UTC. */
  readonly openedAt: Date;
  readonly criminalDetail?: string;
  readonly traffickingVictim: boolean;
  readonly narrative: string;
  /** The same without the names of third parties; absent until somebody has written it. */
  readonly narrativeForPerson?: string;
  /** Agencies and units with a lawful relation to this person: their row filter. */
  readonly links: readonly string[];
}

/** How cases are stored, with the indexes of the lists and look-ups of the consular subgraph. */
export const consularCaseSchema = new Schema<ConsularCaseDocument>(
  {
    _id: requiredText,
    citizenId: requiredText,
    coarseCategory: requiredOneOf(COARSE_CASE_CATEGORIES),
    category: requiredOneOf(CONSULAR_CASE_CATEGORIES),
    status: requiredOneOf(CONSULAR_CASE_STATUSES),
    mission: requiredText,
    country: requiredText,
    openedAt: { type: Date, required: true },
    criminalDetail: String,
    traffickingVictim: { type: Boolean, required: true },
    narrative: requiredText,
    narrativeForPerson: String,
    links: [String],
  },
  stored('consularcases'),
);
consularCaseSchema.index({ citizenId: 1 });
consularCaseSchema.index({ links: 1, _id: 1 });
consularCaseSchema.index({ mission: 1, _id: 1 });
consularCaseSchema.index({ category: 1, _id: 1 });
consularCaseSchema.index({ status: 1, _id: 1 });
consularCaseSchema.index({ openedAt: 1, _id: 1 });
