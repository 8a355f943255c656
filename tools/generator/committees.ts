import type { MissionKind } from '../../subgraphs/electoral/models.ts';
import type { VotingMethod } from '../../subgraphs/electoral/voter-document.ts';
import { twoDigits } from './calendar.ts';
import { readTable } from './data-file.ts';

/** An overseas election committee of 2024 and the mission where it sat. */
export interface Committee {
  /** Place in the list of 2024. */
  readonly index: number;
  /** KPU code, `99NNCC`. */
  readonly code: string;
  readonly missionCode: string;
  readonly missionKind: MissionKind;
  readonly city: string;
  /** ISO 3166-1 alpha-2 code. */
  readonly country: string;
  /** Voters on the list of 2024. */
  readonly voters: { readonly total: number; readonly F: number; readonly M: number } & Readonly<
    Record<VotingMethod, number>
  >;
}

/**
 * Reads the committees of 2024 from `ppln.csv`, in its order.
 *
 * Only 990501, Kuala Lumpur, is a published code. The others are a modelling choice that agrees with it: NN counts the
 * countries and CC the committees of a country, both in the order of the list.
 */
export function readCommittees(): readonly Committee[] {
  const rows = readTable<
    'mission_type' | 'city' | 'country' | 'voters' | 'female' | 'male' | 'tpsln' | 'ksk' | 'pos'
  >('ppln.csv');
  const seen = new Map<string, number>();
  return rows.map((row, index) => {
    const nth = (seen.get(row.country) ?? 0) + 1;
    seen.set(row.country, nth);
    const countryNumber = [...seen.keys()].indexOf(row.country) + 1;
    return {
      index,
      code: `99${twoDigits(countryNumber)}${twoDigits(nth)}`,
      missionCode: missionCode(row.mission_type, row.city),
      missionKind: row.mission_type as MissionKind,
      city: row.city,
      country: row.country,
      voters: {
        total: Number(row.voters),
        F: Number(row.female),
        M: Number(row.male),
        TPSLN: Number(row.tpsln),
        KSK: Number(row.ksk),
        POS: Number(row.pos),
      },
    };
  });
}

/** `KBRI` and `Washington D.C.` as `KBRI-WASHINGTON-DC`: capitals, no punctuation. */
function missionCode(kind: string, city: string): string {
  return `${kind}-${city
    .toUpperCase()
    .replaceAll(/[^A-Z -]/g, '')
    .replaceAll(' ', '-')}`;
}
