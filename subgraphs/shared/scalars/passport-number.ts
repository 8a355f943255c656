import { createInputScalar, printText } from './input-scalar.ts';

/** `PassportNumber`: one or two capital letters and 6 or 7 digits; sources contradict each other on the series. */
export const PassportNumberScalar = createInputScalar({
  name: 'PassportNumber',
  expected: 'one or two capital letters followed by 6 or 7 digits',
  parse: (text) => (/^[A-Z]{1,2}\d{6,7}$/.test(text) ? text : undefined),
  print: printText,
});
