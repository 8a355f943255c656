import { createInputScalar, printText } from './input-scalar.ts';

/** `CountryCode`: ISO 3166-1 alpha-2. Whether a country has the code is the lookup's business. */
export const CountryCodeScalar = createInputScalar({
  name: 'CountryCode',
  expected: 'two capital letters of ISO 3166-1',
  parse: (text) => (/^[A-Z]{2}$/.test(text) ? text : undefined),
  print: printText,
});
