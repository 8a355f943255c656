import type { PassportKind, PassportStatus } from '../../../subgraphs/immigration/models.ts';
import { addMonths, dayOf } from '../calendar.ts';
import type { Block } from '../plan/plan.ts';
import { asOf, pollingDay } from '../world.ts';
import type { Identity } from './identity.ts';
import { type Sources, stream } from './sources.ts';
import { scatter } from './synthetic-contact.ts';

/** A passport or travel letter. */
export interface TravelDocument {
  readonly number: string;
  readonly kind: PassportKind;
  readonly issuedOn: number;
  /** Last day of validity. */
  readonly expiry: number;
  readonly status: PassportStatus;
}

/** The newest document of a person, then the ones before it. */
export type TravelDocuments = readonly [TravelDocument, ...TravelDocument[]];

/** Series that are not issued: real numbers begin with other letters. The second letter tells the sorts apart. */
const series = { passport: 'Z', letter: 'ZS', former: 'ZA' } as const;
/** Validity in months of adults' and children's passports and of travel letters. */
const [ADULT_MONTHS, CHILD_MONTHS, LETTER_MONTHS] = [120, 60, 24];
/** Day from which only electronic passports are issued. */
const onlyElectronicFrom = dayOf(2025, 1, 1);
const ADULT_AGE_MONTHS = 17 * 12;
const FORMER_SHARE = 0.03;
const lastExpiry = pollingDay - 14;

/** Draws the travel documents of a person; every person has one. */
export function drawTravelDocuments(
  { plan, random, rates }: Sources,
  slot: number,
  block: Block,
  { birthDay }: Identity,
): TravelDocuments {
  const { travelLetterOnly, passportExpired } = plan.parameters.presence;
  random.begin(slot, stream.passport);
  const drawn = random.next();
  const isLetter = drawn < travelLetterOnly && block.kind !== 'EXPIRED_PASSPORT';
  const wantsExpired = drawn < travelLetterOnly + passportExpired || block.kind === 'EXPIRED_PASSPORT';
  const number = scatter(slot, 7);
  if (isLetter) {
    const issuedOn = random.between(addMonths(asOf, -LETTER_MONTHS) + 60, asOf - 30);
    const expiry = addMonths(issuedOn, LETTER_MONTHS);
    return [{ number: series.letter + number, kind: 'SPLP', issuedOn, expiry, status: 'VALID' }];
  }
  const adultSince = addMonths(birthDay, ADULT_AGE_MONTHS);
  const expiredIssue = wantsExpired ? drawExpiredIssue(random, birthDay, adultSince) : undefined;
  const issuedOn = expiredIssue ?? drawIssue(random, birthDay, adultSince);
  const kind = random.among(rates.passportKind);
  const current: TravelDocument = {
    number: series.passport + number,
    kind: kind.startsWith('ORDINARY') && issuedOn >= onlyElectronicFrom ? 'ELECTRONIC_48' : kind,
    issuedOn,
    expiry: addMonths(issuedOn, issuedOn >= adultSince ? ADULT_MONTHS : CHILD_MONTHS),
    status: expiredIssue === undefined ? 'VALID' : 'EXPIRED',
  };
  if (!random.chance(FORMER_SHARE)) return [current];
  const before = addMonths(issuedOn, -random.between(6, 48));
  if (before < birthDay) return [current];
  const former: TravelDocument = {
    number: series.former + number,
    kind: 'ORDINARY_24',
    issuedOn: before,
    expiry: addMonths(before, CHILD_MONTHS),
    status: random.chance(0.6) ? 'LOST' : 'REVOKED',
  };
  return [current, former];
}

/** A day of issue such that the passport is valid now and for a month more. */
function drawIssue(random: Sources['random'], birthDay: number, adultSince: number): number {
  const last = asOf - 10;
  const firstForAdult = Math.max(adultSince, addMonths(asOf, -ADULT_MONTHS) + 40);
  if (firstForAdult < last) return random.between(firstForAdult, last);
  return random.between(Math.max(birthDay + 30, addMonths(asOf, -CHILD_MONTHS) + 40), last);
}

/**
 * A day of issue such that the passport ran out before polling day, so that KPU's copy says the same as of today;
 * undefined for people too young to have had one.
 */
function drawExpiredIssue(
  random: Sources['random'],
  birthDay: number,
  adultSince: number,
): number | undefined {
  const lastAdult = addMonths(lastExpiry, -ADULT_MONTHS);
  if (adultSince <= lastAdult)
    return random.between(Math.max(adultSince, addMonths(lastAdult, -60)), lastAdult);
  const lastChild = Math.min(adultSince - 1, addMonths(lastExpiry, -CHILD_MONTHS));
  return birthDay + 30 <= lastChild
    ? random.between(Math.max(birthDay + 30, addMonths(lastChild, -36)), lastChild)
    : undefined;
}
