/**
 * What an agreement file says, once it is read and checked.
 *
 * The words are those of `schema/README.md`; the shape is published as `schema/agreement.schema.json`.
 */

/** Why data is asked for; stated with every request. A closed list, explained in `schema/agencies.yaml`. */
export const PURPOSES = [
  'PLACEMENT_SERVICE',
  'PROTECTION_CASE',
  'REPATRIATION',
  'TRAINING_MATCH',
  'VOTER_LIST_BUILD',
  'VOTER_LIST_OVERSIGHT',
  'BORDER_PREVENTION',
  'STATISTICS',
  'SUBJECT_ACCESS',
  'SOCIALISATION',
  'DATA_PROTECTION',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Masks that leave a text a text; the gateway applies them. */
export const TEXT_MASKS = ['nik4', 'last3', 'last4', 'passport'] as const;
export type TextMask = (typeof TEXT_MASKS)[number];

/** How much of a value a masked field shows. What is no text mask stands for a reduced field of the schema. */
export const MASKS = [
  ...TEXT_MASKS,
  'year',
  'yearMonth',
  'ageOnPollingDay',
  'regency',
  'district',
  'city',
  'band',
  'everMarried',
  'placed',
  'placementState',
  'thirdPartiesRedacted',
  'countPerPollingPoint',
] as const;
export type Mask = (typeof MASKS)[number];

/** `signed` is the only status that gives data. */
export const AGREEMENT_STATUSES = ['signed', 'proposed', 'suspended', 'ended'] as const;
export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];

/** A law, decree or signed text that an agreement rests on. */
export interface LegalBasis {
  readonly instrument: string;
  readonly number?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly article?: string;
}

/** The comparisons that a provider's subgraph applies to its own rows. */
export const ROW_OPERATORS = ['eq', 'in', 'startsWith', 'startsWithAny'] as const;
export type RowOperator = (typeof ROW_OPERATORS)[number];

/**
 * One condition on a row. `value` may hold the placeholders `$consumer` (agency id), `$unit` (the unit's
 * code), `$subject` (the person who asks about themself) and, alone, `$regions` (the region codes of the
 * consumer); a placeholder that cannot be filled leaves no rows.
 */
export interface RowCondition {
  readonly attribute: string;
  readonly op: RowOperator;
  readonly value: string | readonly string[];
}

/** All rows, or those that meet every condition. */
export type RowRule = 'all' | readonly RowCondition[];

/** A span of days on which a clause holds, both ends included. */
export interface Stage {
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly from: string;
  /** `YYYY-MM-DD`. */
  readonly until: string;
}

/** Bounds on use. Absent means the gateway's own bound. */
export interface Limits {
  /** Rows on one page of a list, at most. */
  readonly pageSize?: number;
  /** Persons looked up in one request, at most. */
  readonly personsPerRequest?: number;
  /** Requests a minute by one officer, at most. */
  readonly requestsPerMinute?: number;
}

/**
 * Who of the consumer a clause is for: officers of the agency itself (a token without a unit), those of its units (a
 * token with one), or its subgraph, to which values are sent on the way to an answer and which shows them to nobody.
 */
export const HOLDERS = ['agency', 'unit', 'subgraph'] as const;
export type Holder = (typeof HOLDERS)[number];

/** One grant inside an agreement: for these purposes, these coordinates, of these rows. */
export interface Clause {
  /** Unique within the agreement. */
  readonly id: string;
  /** One for a subgraph names fields and nothing else. */
  readonly holder: Holder;
  readonly purposes: readonly Purpose[];
  /** When present, the clause holds only on the days of these stages. */
  readonly during?: readonly Stage[];
  /** Type name to the fields that are given whole. */
  readonly allow: ReadonlyMap<string, readonly string[]>;
  /** Type name to field name to the mask under which it is given. */
  readonly mask: ReadonlyMap<string, ReadonlyMap<string, Mask>>;
  /** `Type.field` to its arguments, and input type to its fields, that may be used. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  /** Row type to the rows that are given. A row type that is not named gives no rows. */
  readonly rows: ReadonlyMap<string, RowRule>;
  readonly limits?: Limits;
  /** How long the consumer may keep what it read: an ISO 8601 duration. */
  readonly retention?: string;
  /** Of an investigation: the first day, `YYYY-MM-DD`, on which persons may be shown that it was used about them. */
  readonly shownToPersonFrom?: string;
}

/** One agreement: one file. */
export interface Agreement {
  /** The file's name without `.yaml`. */
  readonly id: string;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly version: string;
  readonly title: string;
  /** The agency or group whose data it gives. */
  readonly provider: string;
  /** The agency or group that it gives them to. */
  readonly consumer: string;
  readonly basis: readonly LegalBasis[];
  readonly status: AgreementStatus;
  /** First day on which it holds, `YYYY-MM-DD`. */
  readonly validFrom: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly validUntil: string;
  readonly contact: string;
  readonly clauses: readonly Clause[];
}
