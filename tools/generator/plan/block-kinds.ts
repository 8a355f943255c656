/** Rows of the voter list that stand for no person of their own. */
export const ROW_ONLY_KINDS = ['DUPLICATE', 'CROSS_COMMITTEE', 'UNKNOWN', 'FOREIGNER'] as const;

/** Listed people whose life makes their row wrong. */
export const FATE_KINDS = ['DECEASED', 'RETURNED', 'MOVED', 'UNDER_AGE', 'ARMED_FORCES'] as const;

/** Listed people whose life is in order; all but `PLAIN` have a row with a planted peculiarity. */
export const SETTLED_KINDS = [
  'DUPLICATE_BASE',
  'CROSS_BASE',
  'SHARED_ADDRESS',
  'SHARED_PASSPORT',
  'NIK_MISMATCH',
  'NIK_REPEATED_DIGIT',
  'NO_DOCUMENT',
  'SHORT_NAME',
  'INDONESIAN_ADDRESS',
  'PLACEHOLDER_ADDRESS',
  'MOBILE_BOX_ABSENT',
  'ALSO_ON_HOME_LIST',
  'EXPIRED_PASSPORT',
  'PLAIN',
] as const;

/** People who are not on the voter list; `AT_HOME` are candidates who never left. */
export const UNLISTED_KINDS = ['CHILD', 'ADULT', 'AT_HOME'] as const;

/** Kinds of rows and people of which the data consist, in the order in which they are generated. */
export const BLOCK_KINDS = [...ROW_ONLY_KINDS, ...FATE_KINDS, ...SETTLED_KINDS, ...UNLISTED_KINDS] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

const rowOnly: ReadonlySet<BlockKind> = new Set(ROW_ONLY_KINDS);
const settled: ReadonlySet<BlockKind> = new Set(SETTLED_KINDS);
const unlisted: ReadonlySet<BlockKind> = new Set(UNLISTED_KINDS);

/** Whether a block consists of people, and not of rows about people of other blocks or about nobody. */
export function isPersonKind(kind: BlockKind): boolean {
  return !rowOnly.has(kind);
}

/** Whether a block consists of rows about people whom the population register does not have. */
export function isStrangerKind(kind: BlockKind): boolean {
  return kind === 'UNKNOWN' || kind === 'FOREIGNER';
}

/** Whether each of a block has a row on the voter list. */
export function isListedKind(kind: BlockKind): boolean {
  return !unlisted.has(kind);
}

/** Whether KP2MI may know the people of a block as active or former workers, whichever the quotas say. */
export function isFreeToWork(kind: BlockKind): boolean {
  return settled.has(kind) || kind === 'ADULT';
}
