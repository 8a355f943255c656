import { createInputScalar, printText } from './input-scalar.ts';

/** `RegionCode`: Kemendagri code of a province or regency. Whether a region has it is the lookup's business. */
export const RegionCodeScalar = createInputScalar({
  name: 'RegionCode',
  expected: 'the code of a province (two digits) or of a regency (two digits, a dot, two digits)',
  parse: (text) => (/^[1-9]\d(\.\d{2})?$/.test(text) ? text : undefined),
  print: printText,
});
