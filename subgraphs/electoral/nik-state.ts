import { isNik } from '../shared/scalars/nik.ts';
import type { VoterDocument } from './voter-document.ts';

/** What the population number on a row says of itself and of the row. */
export type NikState =
  | 'MISSING'
  | 'VALID'
  | 'MALFORMED'
  | 'REPEATED_DIGIT'
  | 'SEX_DIFFERS'
  | 'BIRTH_DATE_DIFFERS';

const REPEATED_DIGIT = /^(\d)\1{15}$/;
/** Added to the day of birth in the numbers of women. */
const WOMAN = 40;

/** Compares the population number on a row with the row. Its region is that of the first registration and not compared. Pure. */
export function nikState({
  nik,
  sex,
  birthDate,
}: Pick<VoterDocument, 'nik' | 'sex' | 'birthDate'>): NikState {
  if (nik === undefined) return 'MISSING';
  if (REPEATED_DIGIT.test(nik)) return 'REPEATED_DIGIT';
  if (!isNik(nik)) return 'MALFORMED';
  const dayAndSex = Number(nik.slice(6, 8));
  const isWoman = dayAndSex > WOMAN;
  if (isWoman !== (sex === 'F')) return 'SEX_DIFFERS';
  const isSameDay = dayAndSex - (isWoman ? WOMAN : 0) === Number(birthDate.slice(8, 10));
  const isSameMonth =
    nik.slice(8, 10) === birthDate.slice(5, 7) && nik.slice(10, 12) === birthDate.slice(2, 4);
  return isSameDay && isSameMonth ? 'VALID' : 'BIRTH_DATE_DIFFERS';
}
