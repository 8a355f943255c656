import { isRecognised } from './address-qualities.ts';
import { NOT_GIVEN, type VoterRule } from './rule.ts';

interface Row {
  readonly addressQuality: string | null;
}

/** Only a city or a country, an address in Indonesia, or a note in the place of an address. */
export const b12AddressUnrecognised: VoterRule<Row> = {
  code: 'B12',
  name: 'ADDRESS_UNRECOGNISED',
  version: 1,
  about: 'VOTER',
  voter: 'addressQuality',
  find: ({ addressQuality }) => {
    if (addressQuality === null) return NOT_GIVEN;
    return isRecognised(addressQuality) ? null : { addressQuality };
  },
};
