import { resolve } from 'node:path';

/** What a text that is not as expected becomes. */
export const MALFORMED = Symbol('malformed');

/** One environment variable: how its text becomes a value, and what the README says of it. */
export interface Variable<Value> {
  readonly name: string;
  /** What it is for, with its unit, in Markdown. */
  readonly meaning: string;
  /** What a good text is, for the message about a bad one. */
  readonly expected: string;
  /** The text that counts when the variable is unset or empty. */
  readonly fallback: string | undefined;
  /** True when it must be set. */
  readonly isRequired: boolean;
  /**
   * Gives the value of a text.
   *
   * @param folder where a relative path starts: the project for a fallback, the working folder otherwise
   */
  readonly parse: (text: string, folder: string) => Value | typeof MALFORMED;
}

/** A variable that must be set and is taken as `parse` gives it. */
export function createVariable<Value>(
  name: string,
  expected: string,
  parse: Variable<Value>['parse'],
  meaning: string,
): Variable<Value> {
  return { name, meaning, expected, fallback: undefined, isRequired: true, parse };
}

/** The same variable, with a text that counts when it is unset. */
export function withFallback<Value>(fallback: string, variable: Variable<Value>): Variable<Value> {
  return { ...variable, fallback, isRequired: false };
}

/** The same variable, which may stay unset: its value is then undefined. */
export function orUnset<Value>(variable: Variable<Value>): Variable<Value | undefined> {
  return { ...variable, isRequired: false };
}

/** A text that is taken as it is. */
export function createTextVariable(name: string, meaning: string): Variable<string> {
  return createVariable(name, 'a text', (text) => text, meaning);
}

/** The path of a file or folder, made absolute. */
export function createPathVariable(name: string, meaning: string, expected = 'a path'): Variable<string> {
  return createVariable(name, expected, (text, folder) => resolve(folder, text), meaning);
}

/** A whole number between two bounds, both included. */
export function createNumberVariable(
  name: string,
  fallback: number,
  [least, most]: readonly [number, number],
  meaning: string,
): Variable<number> {
  const parse = (text: string) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : MALFORMED;
  };
  const expected = `a whole number from ${least} to ${most}`;
  return withFallback(String(fallback), createVariable(name, expected, parse, meaning));
}

/** One of a few words, of which the first counts when it is unset. */
export function createChoiceVariable<const Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
  meaning: string,
): Variable<Choice> {
  const parse = (text: string) => choices.find((choice) => choice === text) ?? MALFORMED;
  return withFallback(choices[0], createVariable(name, `one of ${choices.join(', ')}`, parse, meaning));
}
