import type { VoterDocument } from '../../../subgraphs/electoral/voter-document.ts';
import { dayText } from '../calendar.ts';
import type { Block } from '../plan/plan.ts';
import { asOf } from '../world.ts';
import { mismatchedNik, repeatedDigitNik } from './nik.ts';
import type { RowSubject, RowTables } from './row-subject.ts';
import type { Sources } from './sources.ts';
import { scatter } from './synthetic-contact.ts';
import type { TravelDocument } from './travel-document.ts';

/** Modelling choices: rows without the passport that the person has, and cards not recorded. */
const [WITHOUT_PASSPORT, CARD_MISSING] = [0.05, 0.03];

/** Draws the numbers and the card of a row; continues the stream of the row. */
export function drawPapers(
  { random }: Sources,
  { digitOf }: RowTables,
  slot: number,
  { kind, list }: Block,
  { identity, person, foreignPassport }: RowSubject,
): Pick<VoterDocument, 'nik' | 'passportNumber' | 'passportExpiry' | 'ktpElStatus'> {
  const lacksPassport = random.chance(WITHOUT_PASSPORT);
  const lacksCard = random.chance(CARD_MISSING);
  const isOtherSex = random.chance(0.5);
  const { place, serial } = identity.registration;
  if (kind === 'DUPLICATE') return { ktpElStatus: 'S' };
  if (kind === 'CROSS_COMMITTEE') {
    return { ...(identity.nik ? { nik: identity.nik } : {}), ktpElStatus: 'S' };
  }
  const nik =
    kind === 'NIK_MISMATCH'
      ? mismatchedNik(place, serial, identity.sex, identity.birthDay, isOtherSex)
      : kind === 'NIK_REPEATED_DIGIT'
        ? repeatedDigitNik(digitOf.get(list?.committee.code ?? '') ?? 1)
        : identity.nik;
  const numbered = nik === undefined ? {} : { nik };
  if (kind === 'NO_DOCUMENT') return { ...numbered, ktpElStatus: 'B' };
  const isCardMissing = nik === undefined || lacksCard;
  const needsPassport = isCardMissing || kind === 'SHARED_PASSPORT' || kind === 'EXPIRED_PASSPORT';
  const passport = foreignPassport ?? person?.documents[0] ?? strangersPassport(slot);
  return {
    ...numbered,
    ...(needsPassport || !lacksPassport
      ? { passportNumber: passport.number, passportExpiry: dayText(passport.expiry) }
      : {}),
    ktpElStatus: isCardMissing ? 'B' : 'S',
  };
}

/** A passport that Imigrasi does not have, of a series that is not issued. */
function strangersPassport(slot: number): Pick<TravelDocument, 'number' | 'expiry'> {
  return { number: `ZU${scatter(slot, 7)}`, expiry: asOf + 400 };
}
