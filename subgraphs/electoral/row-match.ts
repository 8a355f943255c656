import DataLoader from 'dataloader';
import { allOf, anyOf, type Condition, isEqual, isOneOf } from '../shared/condition.ts';
import { MAX_BATCH_SIZE } from '../shared/loader.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import { MATCH_INDEXES, type MatchIndex, type VoterDocument } from './voter-document.ts';

/** Rows that are alike in something. */
export interface RowMatch {
  /** What they are alike in: coordinate of the field that tells it, and their values. */
  readonly field: string;
  readonly key: readonly string[];
  readonly rows: number;
  readonly committees: number;
  readonly persons: number;
}

/** In what rows can be alike. */
export interface MatchKind {
  /** Coordinate of the field that tells it. */
  readonly field: string;
  readonly index: MatchIndex;
  /** The values in which rows are alike, in the order of `by`; null for a row that is not compared. */
  readonly keyOf: (row: VoterDocument) => readonly string[] | null;
  readonly by: readonly (keyof VoterDocument)[];
  /** Rows that are told of, at least. */
  readonly atLeast: number;
  /** Met by every row whose values are among these, and by few others. */
  readonly conditionOf: (rows: readonly VoterDocument[]) => Condition;
}

/** Rows at one address of which nobody is told: families and friends. */
const FEWEST_AT_ADDRESS = 5;

/** The same NIK, in all committees. */
export const SAME_NIK: MatchKind = {
  field: 'Voter.sameNik',
  index: 'nik',
  keyOf: ({ nik }) => (nik === undefined ? null : [nik]),
  by: ['nik'],
  atLeast: 2,
  conditionOf: (rows) => isOneOf('nik', valuesOf(rows, 'nik')),
};

/** The same passport, in all committees. */
export const SAME_PASSPORT: MatchKind = {
  field: 'Voter.samePassport',
  index: 'passport',
  keyOf: ({ passportNumber }) => (passportNumber === undefined ? null : [passportNumber]),
  by: ['passportNumber'],
  atLeast: 2,
  conditionOf: (rows) => isOneOf('passportNumber', valuesOf(rows, 'passportNumber')),
};

/** The same name, birth date, sex and address, in one committee. */
export const SAME_PERSON: MatchKind = {
  field: 'Voter.samePerson',
  index: 'person',
  keyOf: ({ ppln, fullName, birthDate, sex, addressKey }) => [ppln, fullName, birthDate, sex, addressKey],
  by: ['ppln', 'fullName', 'birthDate', 'sex', 'addressKey'],
  atLeast: 2,
  conditionOf: (rows) => byCommittee(rows, (ofOne) => isOneOf('fullName', valuesOf(ofOne, 'fullName'))),
};

/** The same address to which something can be sent, in one committee. */
export const SAME_ADDRESS: MatchKind = {
  field: 'Voter.sameAddress',
  index: 'address',
  keyOf: ({ ppln, addressKey, addressQuality }) =>
    DELIVERABLE.includes(addressQuality) ? [ppln, addressKey] : null,
  by: ['ppln', 'addressKey'],
  atLeast: FEWEST_AT_ADDRESS,
  conditionOf: (rows) =>
    allOf([
      byCommittee(rows, (ofOne) => isOneOf('addressKey', valuesOf(ofOne, 'addressKey'))),
      isOneOf('addressQuality', DELIVERABLE),
    ]),
};

const DELIVERABLE: readonly string[] = ['FULL', 'PARTIAL'];

/**
 * Makes a loader of what rows are alike with; null where they are with none, or with too few. All rows asked for in one
 * turn cost one aggregation, over an index that covers it.
 */
export function createMatchLoader(
  { group }: Pick<VisibleRows<VoterDocument>, 'group'>,
  kind: MatchKind,
): DataLoader<VoterDocument, RowMatch | null> {
  const { field, by, atLeast } = kind;
  return new DataLoader(
    async (rows) => {
      const compared = rows.filter((row) => kind.keyOf(row) !== null);
      if (compared.length === 0) return rows.map(() => null);
      const index = MATCH_INDEXES[kind.index];
      const groups = await group(kind.conditionOf(compared), {
        by,
        distinct: ['ppln', 'citizenId'],
        atLeast,
        index,
      });
      const matches = new Map(
        groups.map(({ key, rows: count, distinct: [committees = 0, persons = 0] }) => [
          nameOf(key),
          { field, key, rows: count, committees, persons },
        ]),
      );
      return rows.map((row) => {
        const key = matches.size === 0 ? null : kind.keyOf(row);
        return key === null ? null : (matches.get(nameOf(key)) ?? null);
      });
    },
    { maxBatchSize: MAX_BATCH_SIZE },
  );
}

function byCommittee(
  rows: readonly VoterDocument[],
  conditionOf: (ofOne: readonly VoterDocument[]) => Condition,
): Condition {
  const committees = new Map<string, VoterDocument[]>();
  for (const row of rows) {
    const ofOne = committees.get(row.ppln);
    if (ofOne) ofOne.push(row);
    else committees.set(row.ppln, [row]);
  }
  return anyOf([...committees].map(([code, ofOne]) => allOf([isEqual('ppln', code), conditionOf(ofOne)])));
}

function valuesOf(
  rows: readonly VoterDocument[],
  field: 'nik' | 'passportNumber' | 'fullName' | 'addressKey',
): readonly string[] {
  return [...new Set(rows.flatMap((row) => row[field] ?? []))];
}

function nameOf(key: readonly string[]): string {
  return JSON.stringify(key);
}
