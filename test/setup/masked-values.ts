import type { TextMask } from '../../gateway/access/agreement.ts';

const stars = (count: number) => '*'.repeat(count);

/** What each mask shows of a text, written down once more: for texts long enough to show any. */
const SHOWN: Readonly<Record<TextMask, (text: string) => string>> = {
  nik4: (text) => `${text.slice(0, 4)}${stars(12)}`,
  last3: (text) => `${stars(text.length - 3)}${text.slice(-3)}`,
  last4: (text) => `${stars(text.length - 4)}${text.slice(-4)}`,
  passport: (text) => `${text[0]}${stars(text.length - 3)}${text.slice(-2)}`,
};

/** What a mask shows of a text of the canary data; undefined for a mask that changes the type. */
export function shownUnder(mask: string, text: string): string | undefined {
  return Object.hasOwn(SHOWN, mask) ? SHOWN[mask as TextMask](text) : undefined;
}

/** How the arguments of a reduced field are written, where it has any. */
const ARGUMENTS = new Map([['Citizen.ageOn', '(date: "2024-02-14")']]);

/** What is selected of a reduced field that is an object. */
const BELOW = new Map([
  ['Citizen.originRegency', ' { code }'],
  ['Ppln.attendanceByPollingPoint', ' { total cells { code count } }'],
  ['Ppln.attendanceByList', ' { total cells { code count } }'],
]);

/** A reduced field as an operation selects it. */
export function selectReduced(coordinate: string): string {
  const field = coordinate.split('.')[1] ?? '';
  return `${field}${ARGUMENTS.get(coordinate) ?? ''}${BELOW.get(coordinate) ?? ''}`;
}

/**
 * What a reduced field of the canary data answers.
 *
 * @param cells texts of the person's cells by coordinate.
 */
export function reducedValue(
  coordinate: string,
  cells: ReadonlyMap<string, string>,
  originRegency: string,
): unknown {
  const text = (full: string) => cells.get(full) ?? '';
  const values = new Map<string, () => unknown>([
    ['Citizen.birthYear', () => Number(text('Citizen.birthDate').slice(0, 4))],
    // Born in 1985; on 14 February 2024 the birthday of the year has been or is still to come.
    ['Citizen.ageOn', () => (text('Citizen.birthDate').slice(5) <= '02-14' ? 39 : 38)],
    ['Citizen.everMarried', () => true],
    ['Citizen.originRegency', () => ({ code: originRegency })],
    ['Citizen.originDistrict', () => text('Citizen.originDistrict')],
    ['Worker.placed', () => true],
    ['Worker.placementState', () => 'RETURNED'],
    ['Placement.returnMonth', () => text('Placement.returnDate').slice(0, 7)],
    ['Repatriation.month', () => text('Repatriation.date').slice(0, 7)],
    ['Contract.wageBand', () => 3],
    ['Complaint.narrativeForPerson', () => text('Complaint.narrativeForPerson')],
    ['ConsularCase.narrativeForPerson', () => text('ConsularCase.narrativeForPerson')],
    ['Voter.addressCity', () => text('Voter.addressCity')],
    ['Voter.addressQuality', () => 'FULL'],
    // Nobody shares a polling point in the canary data, so that nothing can be told.
    ['Ppln.attendanceByPollingPoint', () => ({ total: null, cells: [] })],
    ['Ppln.attendanceByList', () => ({ total: null, cells: [] })],
  ]);
  const value = values.get(coordinate);
  if (!value) throw new Error(`The tests do not know what ${coordinate} answers.`);
  return value();
}
