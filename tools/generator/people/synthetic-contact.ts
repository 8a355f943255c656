/** Whose phone a number is. */
export type PhoneOwner = 'home' | 'abroad' | 'relative' | 'emergency';

/*
 * +999 is a country code that is not assigned (ITU-T E.164, list of country codes): the numbers have the right form and
 * can be nobody's. After it stand one digit for the owner and nine that follow from the slot.
 */
const UNASSIGNED = '+999';
const ownerDigit: Readonly<Record<PhoneOwner, number>> = { home: 1, abroad: 2, relative: 3, emergency: 4 };

/** Gives a phone number in E.164 form that cannot be assigned. */
export function phoneNumber(owner: PhoneOwner, slot: number): string {
  return `${UNASSIGNED}${ownerDigit[owner]}${scatter(slot, 9)}`;
}

/** Factor without a common divisor with any power of ten: it spreads neighbours and keeps numbers different. */
const FACTOR = 7_654_321;

/** Gives a number of so many digits, different for different numbers below that many digits. */
export function scatter(number: number, digits: number): string {
  const size = 10 ** digits;
  return String((number * FACTOR + 1_234_567) % size).padStart(digits, '0');
}
