import type { AddressQuality } from '../../../subgraphs/electoral/voter-document.ts';
import type { Committee } from '../committees.ts';
import type { Random } from '../random/random.ts';
import { streets, villages } from './names.ts';

const placeholders = ['cuti', 'sudah pulang', 'cuti / pulang ke Indonesia'] as const;
/** Regencies of the Indonesian addresses that were found on a list abroad. */
const homeRegencies = ['Kabupaten Sumenep', 'Kabupaten Jember'] as const;

/**
 * Draws an address as somebody abroad writes it. Recognisable ones are so many that no ten people share one by chance.
 */
export function drawAddress(
  random: Random,
  { city, country }: Pick<Committee, 'city' | 'country'>,
  quality: AddressQuality,
): string {
  switch (quality) {
    case 'FULL':
      return `Unit ${1 + random.below(40)}-${1 + random.below(30)}, ${1 + random.below(400)} ${random.pick(streets)}, ${city}`;
    case 'PARTIAL':
      return `${1 + random.below(9999)} ${random.pick(streets)}, ${city}`;
    case 'CITY_ONLY':
      return `${city}, ${country}`;
    case 'COUNTRY_ONLY':
      return country;
    case 'IN_INDONESIA':
      return `Dusun ${1 + random.below(9)}, Desa ${random.pick(villages)}, ${random.pick(homeRegencies)}`;
    case 'PLACEHOLDER':
      return random.pick(placeholders);
  }
}
