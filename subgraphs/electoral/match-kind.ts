import { allOf, anyOf, type Condition, isEqual, isOneOf } from '../shared/condition.ts';
import type { MatchIndex, VoterDocument } from './voter-document.ts';

/** In what rows can be alike. */
export interface MatchKind {
  /** Coordinate of the field that tells it. */
  readonly field: string;
  readonly index: MatchIndex;
  /** The values in which rows are alike, in the order of `by`; null for a row that is not compared. */
  readonly keyOf: (row: VoterDocument) => readonly string[] | null;
  readonly by: readonly (keyof VoterDocument)[];
  /** What is read of a row to compare it. */
  readonly reads: readonly (keyof VoterDocument)[];
  /** Rows that are told of, at least. */
  readonly atLeast: number;
  /** Met by every row whose values are among these, and by few others. */
  readonly conditionOf: (rows: readonly VoterDocument[]) => Condition;
}

const DELIVERABLE: readonly string[] = ['FULL', 'PARTIAL'];
/** Rows at one address of which nobody is told: families and friends. */
const FEWEST_AT_ADDRESS = 5;

/** The same NIK, in all committees. */
const SAME_NIK: MatchKind = {
  field: 'Voter.sameNik',
  index: 'nik',
  keyOf: ({ nik }) => (nik === undefined ? null : [nik]),
  by: ['nik'],
  reads: ['nik'],
  atLeast: 2,
  conditionOf: (rows) => isOneOf('nik', valuesOf(rows, 'nik')),
};

/** The same passport, in all committees. */
const SAME_PASSPORT: MatchKind = {
  field: 'Voter.samePassport',
  index: 'passport',
  keyOf: ({ passportNumber }) => (passportNumber === undefined ? null : [passportNumber]),
  by: ['passportNumber'],
  reads: ['passportNumber'],
  atLeast: 2,
  conditionOf: (rows) => isOneOf('passportNumber', valuesOf(rows, 'passportNumber')),
};

/** The same name, birth date, sex and address, in one committee. */
const SAME_PERSON: MatchKind = {
  field: 'Voter.samePerson',
  index: 'person',
  keyOf: ({ ppln, fullName, birthDate, sex, addressKey }) => [ppln, fullName, birthDate, sex, addressKey],
  by: ['ppln', 'fullName', 'birthDate', 'sex', 'addressKey'],
  reads: ['ppln', 'fullName', 'birthDate', 'sex', 'addressKey'],
  atLeast: 2,
  conditionOf: (rows) => byCommittee(rows, (ofOne) => isOneOf('fullName', valuesOf(ofOne, 'fullName'))),
};

/** The same address to which something can be sent, in one committee. */
const SAME_ADDRESS: MatchKind = {
  field: 'Voter.sameAddress',
  index: 'address',
  keyOf: ({ ppln, addressKey, addressQuality }) =>
    DELIVERABLE.includes(addressQuality) ? [ppln, addressKey] : null,
  by: ['ppln', 'addressKey'],
  reads: ['ppln', 'addressKey', 'addressQuality'],
  atLeast: FEWEST_AT_ADDRESS,
  conditionOf: (rows) =>
    allOf([
      byCommittee(rows, (ofOne) => isOneOf('addressKey', valuesOf(ofOne, 'addressKey'))),
      isOneOf('addressQuality', DELIVERABLE),
    ]),
};

/** In what rows can be alike, by the field of `Voter` that tells it. */
export const MATCH_KINDS = {
  sameNik: SAME_NIK,
  samePerson: SAME_PERSON,
  samePassport: SAME_PASSPORT,
  sameAddress: SAME_ADDRESS,
} as const;
export type MatchName = keyof typeof MATCH_KINDS;

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
