import type { InstitutionDocument, InstitutionKind } from '../../subgraphs/training/models.ts';
import { provinces, regencies, regionsWithAgreement } from './regions.ts';

/** Members of the two associations and other private institutions, by where they stand. Names are invented. */
const privateSeats: readonly (readonly [region: string, association?: 'hipki' | 'pelita'])[] = [
  ['32.12', 'hipki'],
  ['33.01', 'hipki'],
  ['33.24', 'hipki'],
  ['35.07', 'hipki'],
  ['35.09', 'hipki'],
  ['35.10', 'hipki'],
  ['31.75', 'hipki'],
  ['52.03', 'hipki'],
  ['18.07', 'hipki'],
  ['32.09', 'pelita'],
  ['35.05', 'pelita'],
  ['35.13', 'pelita'],
  ['31.72', 'pelita'],
  ['53.06', 'pelita'],
  ['64.74', 'pelita'],
  ['33.01'],
  ['35.04'],
  ['52.02'],
];
const names = [
  'Bina Karya',
  'Cipta Terampil',
  'Graha Ilmu',
  'Lentera Kerja',
  'Mitra Cakap',
  'Wahana Tekun',
] as const;

/**
 * The training institutions: a public centre in each province and in each regency with an agreement, Jakarta's own kinds,
 * mobile units, and private ones.
 */
export const institutions: readonly InstitutionDocument[] = [
  ...provinces.map(({ code, name }) =>
    institution('BLK', regencies.find(({ province }) => province === code)?.code ?? code, name),
  ),
  ...Object.values(regionsWithAgreement).flatMap((codes) =>
    codes.map((code) => institution(code.startsWith('31') ? 'PPKD' : 'BLK', code, nameOf(code), 2)),
  ),
  institution('PPKPI', '31.75', nameOf('31.75')),
  ...['31.71', '31.75', '35.09', '35.13'].map((code) => institution('MTU', code, nameOf(code))),
  ...privateSeats.map(([region, association], index) => ({
    _id: `LPK-${region}-${index + 1}`,
    name: `LPK ${names[index % names.length]} ${index + 1}`,
    kind: 'LPK' as const,
    region,
    ...(association ? { association } : {}),
  })),
];

function institution(kind: InstitutionKind, region: string, place: string, nth = 1): InstitutionDocument {
  return {
    _id: `${kind}-${region}-${nth}`,
    name: `${kind} ${place}${nth > 1 ? ` ${nth}` : ''}`,
    kind,
    region,
  };
}

function nameOf(code: string): string {
  return regencies.find((regency) => regency.code === code)?.name ?? code;
}
