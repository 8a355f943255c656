import fc from 'fast-check';
import { GraphQLError, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import {
  type Code,
  createCodeBook,
  joinCode,
  js,
  quote,
  quoteProperty,
} from '../../../../gateway/execution/program/code.ts';
import { composeStubs, runStubs } from './stub-program.ts';

/** Texts that code could be broken out of with, names among them. */
const hostile = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom(
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '\u2028',
    '$'.concat('{x}'),
    '*/',
    '//',
    '";throw 1;"',
    '__proto__',
    'a"b',
    'é',
    '𝒶',
  ),
  fc.stringMatching(/^[_A-Za-z][_0-9A-Za-z]{0,8}$/),
);

describe('a name in code', () => {
  test('is the literal of that very name, or there is no code', () => {
    let accepted = 0;
    fc.assert(
      fc.property(hostile, (text) => {
        let code: Code;
        try {
          code = quote(text);
        } catch {
          expect(text).not.toMatch(/^[_A-Za-z][_0-9A-Za-z]*$/);
          return;
        }
        accepted += 1;
        expect(code).toMatch(/^"[_A-Za-z][_0-9A-Za-z]*"$/);
        expect(new Function(`return ${code}`)()).toBe(text);
      }),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });

  test('is never the one that sets a prototype', () => {
    expect(() => quoteProperty('__proto__')).toThrow('No property');
    expect(quoteProperty('constructor')).toBe('"constructor"');
  });
});

test('what is no text of code is handed over beside it, each value once', () => {
  const book = createCodeBook();
  const value = '"; process.exit(); "';
  const [first, second] = [book.constant(value), book.constant(value)];
  expect(first).toBe(second);
  const name = book.name('p');
  book.add(js`function ${name}(){return ${first}}\n`);
  const code = book.text([name]);
  expect(code).not.toContain('process');
  expect(new Function('k', code)(book.constants)[0]()).toBe(value);
  expect(joinCode([js`${1}`, js`${2}`], ',')).toBe('1,2');
});

describe('names of a client', () => {
  const graph = composeStubs({
    one: 'type Query { it(x: String, y: Int): It } type It @key(fields: "id") { id: ID! name: String }',
    two: 'type It @key(fields: "id") { id: ID! more(x: String): String }',
  });

  test('answer under themselves, whatever they are, or the operation is none', async () => {
    const texts = fc.oneof(
      hostile,
      fc.constantFrom('constructor', 'toString', 'hasOwnProperty', 'r', 'x', 'w', 'k0', 'return'),
    );
    let ran = 0;
    await fc.assert(
      fc.asyncProperty(texts, texts, texts, async (object, field, text) => {
        const query = `query { ${object}: it(x: ${JSON.stringify(text)}) { ${field}: name more } }`;
        if (!isOneAlias(query, object, field)) return;
        const program = graph.compile(query);
        const [plannedObject, plannedField] = [object, field].map((name) =>
          name === 'it' || name === 'name' ? name : `__${name}`,
        );
        const { data, errors } = await runStubs(program, {
          one: Object.fromEntries([
            ['data', own(plannedObject, { __typename: 'It', id: '1', ...own(plannedField, text) })],
          ]),
          two: { data: { _entities: [{ more: 'm' }] } },
        });
        expect(errors).toEqual([]);
        expect(JSON.stringify(data)).toBe(JSON.stringify(own(object, own(field, text, 'm'))));
        ran += 1;
      }),
      { numRuns: 150 },
    );
    expect(ran).toBeGreaterThan(20);
  });
});

/** An object with one property of its own, whatever its name, and perhaps `more`. */
function own(name: string | undefined, value: unknown, more?: string): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  Object.defineProperty(object, String(name), { value, enumerable: true });
  if (more !== undefined) object.more = more;
  return object;
}

/** True when the text is GraphQL with just these aliases, which the gateway does not refuse. */
function isOneAlias(query: string, ...aliases: readonly string[]): boolean {
  if (aliases.some((alias) => alias.startsWith('__') || alias === 'more')) return false;
  try {
    parse(query);
    return aliases.every((alias) => /^[_A-Za-z][_0-9A-Za-z]*$/.test(alias));
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}
