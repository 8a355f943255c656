import type {
  PlacementDocument,
  ReturnReason,
  Scheme,
  Sector,
} from '../../../subgraphs/ministry/placement-document.ts';
import { addMonths, dayText } from '../calendar.ts';
import type { Committee } from '../committees.ts';
import type { P3mi } from '../p3mi.ts';
import { streets } from './names.ts';
import type { Sources } from './sources.ts';

/** What is settled about a placement before its details are drawn. Days as in `calendar.ts`. */
export interface PlacementOutline {
  readonly country: string;
  /** Committee whose mission serves the place of work. */
  readonly committee: Committee;
  readonly scheme: Scheme;
  readonly departure: number;
  readonly months: number;
  readonly returned?: { readonly day: number; readonly reason: ReturnReason };
}

/** Parts of a country that missions share, by mission city: where people work who turn to it. */
const citiesOf: Readonly<Record<string, readonly string[]>> = {
  'Kuala Lumpur': ['Kuala Lumpur', 'Putrajaya', 'Selangor', 'Perak', 'Kelantan', 'Terengganu'],
  'Johor Bahru': ['Johor Bahru', 'Pahang', 'Melaka', 'Negeri Sembilan'],
  Penang: ['Penang', 'Perlis', 'Kedah'],
};

const occupationOf: Readonly<Record<Sector, string>> = {
  DOMESTIC: 'domestic worker',
  CAREGIVING: 'caregiver',
  MANUFACTURING: 'worker',
  FISHING: 'fisher',
  CONSTRUCTION: 'construction worker',
  PLANTATION: 'plantation worker',
  AGRICULTURE: 'farm worker',
  FOOD: 'food processing worker',
  SERVICES: 'cleaner',
  DRIVER_LOGISTICS: 'driver',
  HOSPITALITY: 'hotel worker',
  HEALTH: 'nurse',
  WELDING: 'welder',
  ENGINEERING: 'technician',
  CREATIVE: 'designer',
  OTHER: 'worker',
};
const HOUSE_MAID_COUNTRY = 'HK';
/** Sectors that Taiwan pays by the lower scale; they make the share below of its placements. */
const lowerScale: ReadonlySet<Sector> = new Set(['CAREGIVING', 'DOMESTIC']);
const LOWER_SHARE = 0.62;

/** During and after work, in rupiah, by months of insurance; each month beyond one of the terms costs the last. */
const premiums = [
  [24, 332_500],
  [12, 189_000],
  [6, 108_000],
] as const;
const FURTHER_MONTH = 13_500;

/**
 * Gives the premium of a worker's social insurance during and after work abroad, in rupiah.
 *
 * @see Permenaker 4/2023 art. 18: 36 months cost Rp 494,500
 */
export function insurancePremium(months: number): number {
  const [term, premium] = premiums.find(([least]) => months >= least) ?? premiums[2];
  return premium + Math.max(0, months - term) * FURTHER_MONTH;
}

/** Draws the details of a placement. Its days are in order: registered, signed, oriented, departed, returned. */
export function drawPlacement(
  { plan, random, rates }: Sources,
  outline: PlacementOutline,
  slot: number,
  p3mi: P3mi | undefined,
): PlacementDocument {
  const { country, committee, scheme, departure, months, returned } = outline;
  const sector = random.among(rates.sectors(country));
  const isExtension = scheme.startsWith('EXTENSION');
  const oriented = departure - random.between(3, 25);
  const signed = oriented - random.between(5, 45);
  const registered = signed - random.between(10, 90);
  const until = addMonths(departure, months) - 1;
  const city = random.pick(citiesOf[committee.city] ?? [committee.city]);
  return {
    scheme,
    destinationCountry: country,
    destinationCity: city,
    sector,
    occupation: country === HOUSE_MAID_COUNTRY && sector === 'DOMESTIC' ? 'house maid' : occupationOf[sector],
    ...(p3mi ? { p3mi: p3mi.licence } : {}),
    employerName: `Employer ${slot.toString(36).toUpperCase()}-${1 + random.below(999)}`,
    employerAddress: `${1 + random.below(400)} ${random.pick(streets)}, ${city}`,
    registeredAt: dayText(registered),
    departureDate: dayText(departure),
    ...(returned ? { returnDate: dayText(returned.day), returnReason: returned.reason } : {}),
    contract: {
      signedAt: dayText(signed),
      from: dayText(departure),
      until: dayText(until),
      ...drawWage(plan, random, country, sector),
      workConditions: `${random.pick(hours)} hours a week, ${random.pick(restDays)} rest days a month, ${random.pick(housing)}`,
    },
    insurance: {
      participantNo: `99${String(slot).padStart(9, '0')}`,
      from: dayText(signed),
      until: dayText(until),
      premium: insurancePremium(months),
    },
    preDeparture: isExtension ? { oppCompleted: false } : { oppCompleted: true, oppDate: dayText(oriented) },
  };
}

const hours = [40, 44, 45, 48] as const;
const restDays = [4, 5, 8] as const;
const housing = ['lives with the employer', 'dormitory', 'housing allowance'] as const;

/** A wage and its band: bands are fifths of the wages of a currency. */
function drawWage(plan: Sources['plan'], random: Sources['random'], country: string, sector: Sector) {
  const { values, default: elsewhere } = plan.parameters.wages;
  const { currency, limits } = values[country] ?? elsewhere;
  const drawn = random.next();
  const place =
    currency !== 'TWD'
      ? drawn
      : lowerScale.has(sector)
        ? drawn * LOWER_SHARE
        : LOWER_SHARE + drawn * (1 - LOWER_SHARE);
  const band = Math.floor(place * 5);
  const [low, high] = [limits[band] ?? 0, limits[band + 1] ?? 0];
  return {
    wageAmount: Math.round((low + (high - low) * (place * 5 - band)) / 10) * 10,
    wageCurrency: currency,
    wageBand: band + 1,
  };
}
