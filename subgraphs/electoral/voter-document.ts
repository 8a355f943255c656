import { Schema } from 'mongoose';
import { requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';

/** Lists that a row passes on its way: potential, provisional, after comment, fixed, additional, special. */
export const LIST_STAGES = ['DP4LN', 'DPSLN', 'DPSHPLN', 'DPTLN', 'DPTBLN', 'DPKLN'] as const;
export type ListStage = (typeof LIST_STAGES)[number];

/** Ways to vote abroad: polling station, mobile box, post. */
export const VOTING_METHODS = ['TPSLN', 'KSK', 'POS'] as const;
export type VotingMethod = (typeof VOTING_METHODS)[number];

/** Whether the electronic identity card is recorded (sudah) or not yet (belum). */
export const KTP_EL_STATUSES = ['S', 'B'] as const;
export type KtpElStatus = (typeof KTP_EL_STATUSES)[number];

/** How complete an address is; only `FULL` and `PARTIAL` can be delivered to. */
export const ADDRESS_QUALITIES = [
  'FULL',
  'PARTIAL',
  'CITY_ONLY',
  'COUNTRY_ONLY',
  'IN_INDONESIA',
  'PLACEHOLDER',
] as const;
export type AddressQuality = (typeof ADDRESS_QUALITIES)[number];

/** As what a voter came: from the fixed, the additional or the special list, or not at all. */
export const ATTENDANCES = ['DPT', 'DPTB', 'DPK', 'NONE'] as const;
export type Attendance = (typeof ATTENDANCES)[number];

/** A row of the overseas voter list, as the committee keeps it. Source: KPU, Sidalih. */
export interface VoterDocument {
  readonly _id: string;
  /** The person's id; of nobody in the civil register when the row's person is unknown to it. */
  readonly citizenId: string;
  readonly registered: boolean;
  readonly listStage: ListStage;
  /** Code of the committee. */
  readonly ppln: string;
  /** ISO 3166-1 alpha-2 code of the committee's country. */
  readonly country: string;
  readonly method: VotingMethod;
  /** Number of the polling station, mobile box or postal unit inside the committee, such as `TPSLN-001`. */
  readonly pollingPoint: string;
  /** As written on the list, faults included. */
  readonly nik?: string;
  readonly fullName: string;
  /** `F` or `M`. */
  readonly sex: string;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  /** `SINGLE`, `MARRIED`, `DIVORCED` or `WIDOWED`. */
  readonly maritalStatus: string;
  readonly addressAbroad: string;
  /** Equal for equal texts of `addressAbroad` and of no other use; rows of any quality have one. */
  readonly addressKey: string;
  /** City of the address; absent when it names none abroad. */
  readonly addressCity?: string;
  readonly addressQuality: AddressQuality;
  readonly passportNumber?: string;
  /** KPU's copy of the last day of validity, `YYYY-MM-DD`; present with `passportNumber`. */
  readonly passportExpiry?: string;
  /** 1 physical, 2 intellectual, 3 mental, 4 speech, 5 hearing, 6 visual. */
  readonly disabilityCode?: number;
  readonly ktpElStatus: KtpElStatus;
  /** Why the row is not eligible: 1 deceased, 4 moved, 8 wrong polling station. */
  readonly tmsCode?: number;
  readonly attendance?: Attendance;
  /** Whether the person is on the list of a home region too. */
  readonly onHomeList: boolean;
  /** Whether the ballot came back as undeliverable. */
  readonly postReturned: boolean;
}

/**
 * The indexes over which rows are compared with one another. Each covers its question, whose answers are counts of committees
 * and of persons too: no row is read for it.
 */
export const MATCH_INDEXES = {
  nik: { nik: 1, ppln: 1, citizenId: 1 },
  passport: { passportNumber: 1, ppln: 1, citizenId: 1 },
  person: { ppln: 1, fullName: 1, birthDate: 1, sex: 1, addressKey: 1, citizenId: 1 },
  address: { ppln: 1, addressKey: 1, addressQuality: 1, citizenId: 1 },
} as const;
export type MatchIndex = keyof typeof MATCH_INDEXES;

/** How voter rows are stored, with the indexes of the lists, look-ups and whole-register checks of the electoral subgraph. */
export const voterSchema = new Schema<VoterDocument>(
  {
    _id: requiredText,
    citizenId: requiredText,
    registered: { type: Boolean, required: true },
    listStage: requiredOneOf(LIST_STAGES),
    ppln: requiredText,
    country: requiredText,
    method: requiredOneOf(VOTING_METHODS),
    pollingPoint: requiredText,
    nik: String,
    fullName: requiredText,
    sex: requiredText,
    birthDate: requiredText,
    maritalStatus: requiredText,
    addressAbroad: requiredText,
    addressKey: requiredText,
    addressCity: String,
    addressQuality: requiredOneOf(ADDRESS_QUALITIES),
    passportNumber: String,
    passportExpiry: String,
    disabilityCode: { type: Number, min: 1, max: 6 },
    ktpElStatus: requiredOneOf(KTP_EL_STATUSES),
    tmsCode: Number,
    attendance: { type: String, enum: ATTENDANCES },
    onHomeList: { type: Boolean, required: true },
    postReturned: { type: Boolean, required: true },
  },
  stored('voters'),
);
voterSchema.index({ citizenId: 1 });
voterSchema.index({ ppln: 1, _id: 1 });
voterSchema.index({ ppln: 1, method: 1, _id: 1 });
voterSchema.index(MATCH_INDEXES.nik, { partialFilterExpression: { nik: { $exists: true } } });
voterSchema.index(MATCH_INDEXES.passport, { partialFilterExpression: { passportNumber: { $exists: true } } });
voterSchema.index(MATCH_INDEXES.person);
voterSchema.index(MATCH_INDEXES.address);
