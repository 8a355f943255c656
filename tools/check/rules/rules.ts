import { b01UnderAge } from './b01-under-age.ts';
import { b02Deceased } from './b02-deceased.ts';
import { b03DuplicateNik } from './b03-duplicate-nik.ts';
import { b04DuplicatePerson } from './b04-duplicate-person.ts';
import { b05DuplicatePassport } from './b05-duplicate-passport.ts';
import { b06AlsoAtHome } from './b06-also-at-home.ts';
import { b07TniPolri } from './b07-tni-polri.ts';
import { b08Returned } from './b08-returned.ts';
import { b09Moved } from './b09-moved.ts';
import { b10EligibleUnregistered } from './b10-eligible-unregistered.ts';
import { b11MethodMismatch } from './b11-method-mismatch.ts';
import { b12AddressUnrecognised } from './b12-address-unrecognised.ts';
import { b13SharedAddress } from './b13-shared-address.ts';
import { b14NikInvalid } from './b14-nik-invalid.ts';
import { b15Foreigner } from './b15-foreigner.ts';
import { b16NoDocument } from './b16-no-document.ts';
import { b17ExpiredPassport } from './b17-expired-passport.ts';
import { b18Capacity } from './b18-capacity.ts';
import { b19NameAnomaly } from './b19-name-anomaly.ts';
import { b20DpkSurge } from './b20-dpk-surge.ts';
import type { Rule } from './rule.ts';

/** Every rule of Bawaslu, in the order of their codes: reports and the ground truth have the same. */
export const RULES: readonly Rule[] = [
  b01UnderAge,
  b02Deceased,
  b03DuplicateNik,
  b04DuplicatePerson,
  b05DuplicatePassport,
  b06AlsoAtHome,
  b07TniPolri,
  b08Returned,
  b09Moved,
  b10EligibleUnregistered,
  b11MethodMismatch,
  b12AddressUnrecognised,
  b13SharedAddress,
  b14NikInvalid,
  b15Foreigner,
  b16NoDocument,
  b17ExpiredPassport,
  b18Capacity,
  b19NameAnomaly,
  b20DpkSurge,
];
