import { GraphQLError, GraphQLScalarType } from 'graphql';
import { subgraphError } from '../errors.ts';

/** What one custom scalar is. */
export interface InputScalar<Internal> {
  readonly name: string;
  /** The form it needs, as the end of the sentence 'expected ...'. */
  readonly expected: string;
  /** Gives the value that resolvers see, or undefined when the text has not the form. Pure. */
  readonly parse: (text: string) => Internal | undefined;
  /** Gives the text for a stored value. Stored data are the agency's and go out as they are, well-formed or not. */
  readonly print: (stored: unknown) => string;
}

/**
 * Makes a scalar that checks what comes in. Its errors name the form that was expected and never repeat the
 * value, because values are persons' data and errors reach logs.
 */
export function createInputScalar<Internal>(scalar: InputScalar<Internal>): GraphQLScalarType {
  return new GraphQLScalarType({
    name: scalar.name,
    serialize: scalar.print,
    parseValue: (value) => {
      const parsed = typeof value === 'string' ? scalar.parse(value) : undefined;
      if (parsed === undefined) throw formError(scalar);
      return parsed;
    },
  });
}

/** Prints a stored text. @throws GraphQLError when the store holds something else */
export function printText(stored: unknown): string {
  if (typeof stored !== 'string') throw new GraphQLError('A stored value is not a text.');
  return stored;
}

function formError(scalar: { readonly name: string; readonly expected: string }): GraphQLError {
  return subgraphError('BAD_USER_INPUT', {
    message: `${scalar.name}: expected ${scalar.expected}.`,
    expected: scalar.expected,
  });
}
