import { isRecognised } from './address-qualities.ts';
import { NOT_GIVEN, type VoterRule } from './rule.ts';

interface Row {
  readonly addressQuality: string | null;
}

interface Committee {
  readonly methods: readonly { readonly method: string; readonly points: number }[] | null;
}

/** Votes by post without an address to which post can be delivered, or at a mobile box of a committee that has none. */
export const b11MethodMismatch: VoterRule<Row, Committee> = {
  code: 'B11',
  name: 'METHOD_MISMATCH',
  version: 1,
  about: 'VOTER',
  voter: 'addressQuality',
  committee: 'methods { method points }',
  find: ({ addressQuality }, { methods }, { method }) => {
    if (addressQuality === null || methods === null) return NOT_GIVEN;
    if (method === 'POS' && !isRecognised(addressQuality)) {
      return { method, addressQuality, reason: 'NO_DELIVERABLE_ADDRESS' };
    }
    const points = methods.find((each) => each.method === 'KSK')?.points ?? 0;
    return method === 'KSK' && points === 0 ? { method, addressQuality, reason: 'NO_MOBILE_BOX' } : null;
  },
};
