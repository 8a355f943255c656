declare const proven: unique symbol;

/** JavaScript that is made of templates of this gateway, of numbers, and of names that were proven to be names. */
export type Code = string & { readonly [proven]: true };

/** @see https://spec.graphql.org/October2021/#Name */
const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;

/**
 * Writes code. Texts get into it by `quote` alone: the compiler refuses every other.
 *
 * @see code.test.ts, which holds it to that.
 */
export function js(parts: TemplateStringsArray, ...holes: readonly (Code | number)[]): Code {
  let text = parts[0] ?? '';
  for (const [index, hole] of holes.entries()) text += `${hole}${parts[index + 1] ?? ''}`;
  return text as Code;
}

/**
 * Writes a name as a string literal.
 *
 * @throws Error when it is no name of GraphQL.
 */
export function quote(name: string): Code {
  if (!NAME.test(name)) throw new Error('A name in a program must be a name of GraphQL.');
  return JSON.stringify(name) as Code;
}

/**
 * Writes a name as the name of a property that is set.
 *
 * @throws Error when it is no name, or the one that sets the prototype instead.
 */
export function quoteProperty(name: string): Code {
  if (name === '__proto__') throw new Error('No property of an answer can be called __proto__.');
  return quote(name);
}

/** Writes pieces one after the other. */
export function joinCode(pieces: readonly Code[], separator: '' | ',' | '&&' | '||' | '??' | '+' = ''): Code {
  return pieces.join(separator) as Code;
}

/** A growing text of functions, and the values that they name. */
export interface CodeBook {
  /** A name for a value that is no text of code: a set, a function, a name of an agency. */
  readonly constant: (value: unknown) => Code;
  /** A name that is not taken. */
  readonly name: (prefix: 'd' | 'g' | 'h' | 'l' | 'o' | 'p' | 'q' | 'R' | 'v') => Code;
  readonly add: (code: Code) => void;
  /** All of it, as the body of a function of `k` that gives the values of these names. */
  readonly text: (names: readonly Code[]) => Code;
  readonly constants: readonly unknown[];
}

/** Makes an empty book. */
export function createCodeBook(): CodeBook {
  const functions: Code[] = [];
  const constants: unknown[] = [];
  const known = new Map<unknown, Code>();
  let names = 0;
  return {
    constants,
    constant(value) {
      const name = known.get(value) ?? js`k${constants.push(value) - 1}`;
      known.set(value, name);
      return name;
    },
    name: (prefix) => `${prefix}${names++}` as Code,
    add: (code) => functions.push(code),
    text(returned) {
      const declared = constants.map((_, index) => js`const k${index}=k[${index}];\n`);
      return js`"use strict";\n${joinCode(declared)}${joinCode(functions)}return [${joinCode(returned, ',')}];`;
    },
  };
}
