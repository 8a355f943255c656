import { readParameters } from './parameters.ts';

/** A company licensed to place workers. The shape of real licence numbers was not found; these are made up. */
export interface P3mi {
  readonly licence: string;
  readonly name: string;
  /** Kemendagri code. */
  readonly province: string;
}

const first = [
  'Bahtera',
  'Cakrawala',
  'Dermaga',
  'Fajar',
  'Gapura',
  'Harapan',
  'Jembatan',
  'Kompas',
  'Layar',
  'Mercusuar',
];
const second = [
  'Antara',
  'Buana',
  'Cendekia',
  'Dunia',
  'Karya',
  'Mandiri',
  'Nusa',
  'Persada',
  'Sentosa',
  'Utama',
];

/** The 424 companies of April 2024 by province, with invented names. */
export function listP3mi(): readonly P3mi[] {
  const { values } = readParameters().p3miByProvince;
  const seats = Object.entries(values).flatMap(([province, count]) => Array<string>(count).fill(province));
  return seats.map((province, index) => ({
    licence: `P3MI-${String(index + 1).padStart(4, '0')}`,
    name: `PT ${first[index % 10]} ${second[Math.floor(index / 10) % 10]} ${index + 1}`,
    province,
  }));
}
