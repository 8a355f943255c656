/** The checks of a voter list that Bawaslu makes. */
export const LIST_RULES = {
  B01: 'UNDER_AGE',
  B02: 'DECEASED',
  B03: 'DUPLICATE_NIK',
  B04: 'DUPLICATE_PERSON',
  B05: 'DUPLICATE_PASSPORT',
  B06: 'ALSO_AT_HOME',
  B07: 'TNI_POLRI',
  B08: 'RETURNED',
  B09: 'MOVED',
  B10: 'ELIGIBLE_UNREGISTERED',
  B11: 'METHOD_MISMATCH',
  B12: 'ADDRESS_UNRECOGNISED',
  B13: 'SHARED_ADDRESS',
  B14: 'NIK_INVALID',
  B15: 'FOREIGNER',
  B16: 'NO_DOCUMENT',
  B17: 'EXPIRED_PASSPORT',
  B18: 'CAPACITY',
  B19: 'NAME_ANOMALY',
  B20: 'DPK_SURGE',
} as const;
export type ListRule = keyof typeof LIST_RULES;

/** Rules for which no agency in the graph holds the data: what was planted for them cannot be found. */
export const undecidableRules: ReadonlySet<ListRule> = new Set(['B07', 'B15']);

/** A fault that is in the data, kept apart from the agencies' databases. */
export interface FaultDocument {
  /** `<rule or fault>:<id of the row, person, point or committee>` */
  readonly _id: string;
  /** `null` for faults that no rule is about. */
  readonly rule: ListRule | null;
  readonly fault: string;
  /** Whether the agencies of the graph together hold what it takes to find it. */
  readonly isDecidable: boolean;
  readonly voterId?: string;
  readonly citizenId?: string;
  readonly ppln?: string;
  /** What makes it one: ids of the other rows, codes, counts. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Makes a fault of a rule. */
export function createFault(
  rule: ListRule,
  about: Pick<FaultDocument, 'voterId' | 'citizenId' | 'ppln'>,
  detail: FaultDocument['detail'] = {},
  subject: string = about.voterId ?? about.citizenId ?? about.ppln ?? '',
): FaultDocument {
  return {
    _id: `${rule}:${subject}`,
    rule,
    fault: LIST_RULES[rule],
    isDecidable: !undecidableRules.has(rule),
    ...about,
    detail,
  };
}
