import { Schema } from 'mongoose';
import { embedded, requiredOneOf, requiredText } from '../shared/document-schema.ts';

/** Ways in which a worker is placed (UU 18/2017): through a company, between governments, and so on. */
export const SCHEMES = [
  'P_TO_P',
  'G_TO_G',
  'UKPS',
  'PERSEORANGAN',
  'EXTENSION_DOMESTIC',
  'EXTENSION_ABROAD',
  'RE_ENTRY',
] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Sector of work of a placement. */
export const SECTORS = [
  'DOMESTIC',
  'CAREGIVING',
  'MANUFACTURING',
  'FISHING',
  'CONSTRUCTION',
  'PLANTATION',
  'AGRICULTURE',
  'FOOD',
  'SERVICES',
  'DRIVER_LOGISTICS',
  'HOSPITALITY',
  'HEALTH',
  'WELDING',
  'ENGINEERING',
  'CREATIVE',
  'OTHER',
] as const;
export type Sector = (typeof SECTORS)[number];

/** Why a placement ended. */
export const RETURN_REASONS = [
  'CONTRACT_ENDED',
  'TERMINATED',
  'DEPORTED',
  'SICK',
  'DEATH',
  'PROBLEM',
  'OTHER',
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** A work agreement. Days are `YYYY-MM-DD`. Source: KP2MI, SiskoP2MI. */
export interface ContractDocument {
  /** On or after the registration of its placement, before orientation and departure. */
  readonly signedAt: string;
  readonly from: string;
  readonly until: string;
  /** A month's wage in `wageCurrency`. */
  readonly wageAmount: number;
  /** ISO 4217 code. */
  readonly wageCurrency: string;
  /** Quintile among the wages of its own currency, 1 the lowest. */
  readonly wageBand: number;
  readonly workConditions: string;
}

/** Social insurance of a placement. Days are `YYYY-MM-DD`. Source: BPJS Ketenagakerjaan through SiskoP2MI. */
export interface InsuranceDocument {
  readonly participantNo: string;
  readonly from: string;
  readonly until: string;
  /** For the time during and after work, in rupiah (Permenaker 4/2023 art. 18). */
  readonly premium: number;
}

/** Orientation before departure (OPP). Source: KP2MI. */
export interface PreDepartureDocument {
  readonly oppCompleted: boolean;
  /** `YYYY-MM-DD`; absent while not completed. */
  readonly oppDate?: string;
}

/** One employment abroad. Days are `YYYY-MM-DD`. Source: KP2MI, SiskoP2MI. */
export interface PlacementDocument {
  readonly scheme: Scheme;
  /** ISO 3166-1 alpha-2 code. */
  readonly destinationCountry: string;
  readonly destinationCity: string;
  readonly sector: Sector;
  readonly occupation: string;
  /** Licence of the placing company; absent where the scheme has none. */
  readonly p3mi?: string;
  readonly employerName: string;
  readonly employerAddress: string;
  /** When KP2MI registered the worker for it. */
  readonly registeredAt: string;
  readonly departureDate: string;
  /** Absent while abroad. */
  readonly returnDate?: string;
  readonly returnReason?: ReturnReason;
  readonly contract: ContractDocument;
  readonly insurance: InsuranceDocument;
  readonly preDeparture: PreDepartureDocument;
}

const contractSchema = new Schema<ContractDocument>(
  {
    signedAt: requiredText,
    from: requiredText,
    until: requiredText,
    wageAmount: { type: Number, required: true },
    wageCurrency: requiredText,
    wageBand: { type: Number, required: true, min: 1, max: 5 },
    workConditions: requiredText,
  },
  embedded,
);

const insuranceSchema = new Schema<InsuranceDocument>(
  {
    participantNo: requiredText,
    from: requiredText,
    until: requiredText,
    premium: { type: Number, required: true, min: 0 },
  },
  embedded,
);

const preDepartureSchema = new Schema<PreDepartureDocument>(
  { oppCompleted: { type: Boolean, required: true }, oppDate: String },
  embedded,
);

/** How a placement is stored inside its worker. */
export const placementSchema = new Schema<PlacementDocument>(
  {
    scheme: requiredOneOf(SCHEMES),
    destinationCountry: requiredText,
    destinationCity: requiredText,
    sector: requiredOneOf(SECTORS),
    occupation: requiredText,
    p3mi: String,
    employerName: requiredText,
    employerAddress: requiredText,
    registeredAt: requiredText,
    departureDate: requiredText,
    returnDate: String,
    returnReason: { type: String, enum: RETURN_REASONS },
    contract: { type: contractSchema, required: true },
    insurance: { type: insuranceSchema, required: true },
    preDeparture: { type: preDepartureSchema, required: true },
  },
  embedded,
);
