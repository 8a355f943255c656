import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CanonicalValue, writeCanonicalJson } from '../../../gateway/ledger/canonical-json.ts';

/** Whatever can be written, with names and texts that need escaping among it. */
const { value: values } = fc.letrec<{ value: CanonicalValue }>((tie) => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  return {
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      text,
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(fc.oneof(text, fc.constantFrom('__proto__', 'constructor', '10', '9')), tie('value'), {
        maxKeys: 6,
      }),
    ),
  };
});

/** Names of every object in a text, in the order in which they stand. */
function namesInOrder(text: string): string[][] {
  const found: string[][] = [];
  JSON.parse(text, (_, value: unknown) => {
    // What is parsed lists names that are numbers first, so the order is read off the text of each object.
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) found.push(Object.keys(value));
    return value;
  });
  return found;
}

describe('canonical JSON', () => {
  test('is what it was when it is read and written again', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = writeCanonicalJson(value);
        expect(writeCanonicalJson(JSON.parse(text) as CanonicalValue)).toBe(text);
      }),
    );
  });

  test('says what the value said', () => {
    fc.assert(
      fc.property(values, (value) => {
        // A minus before zero is not kept, as ECMAScript writes it.
        expect(JSON.parse(writeCanonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('does not depend on the order in which names were set', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.integer()),
        fc.infiniteStream(fc.nat()),
        (value, order) => {
          const shuffled = Object.entries(value)
            .map((entry) => ({ entry, place: order.next().value ?? 0 }))
            .sort((a, b) => a.place - b.place)
            .map(({ entry }) => entry);
          expect(writeCanonicalJson(Object.fromEntries(shuffled))).toBe(writeCanonicalJson(value));
        },
      ),
    );
  });

  test('has no white space, and of an object each name once', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = writeCanonicalJson(value);
        expect(JSON.stringify(JSON.parse(text)).length).toBe(text.length);
        for (const names of namesInOrder(text)) expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  // The example of RFC 8785, section 3.2.3, and what its section 3.2.2 says of texts.
  test('orders names by their UTF-16 code units', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const text = writeCanonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    const order = [...text.matchAll(/"((?:\\.|[^"\\])*)":/g)].map(
      ([, name]) => JSON.parse(`"${name}"`) as string,
    );
    expect(order).toEqual(['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']);
  });

  test.each([
    ['\u20ac$\u000f\nA\'B"\\\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    [-0, '0'],
    [9_007_199_254_740_991, '9007199254740991'],
    [[], '[]'],
    [{}, '{}'],
    [{ b: [1, { z: null, a: true }], a: '' }, '{"a":"","b":[1,{"a":true,"z":null}]}'],
  ])('writes %j as it should', (value, text) => {
    expect(writeCanonicalJson(value)).toBe(text);
  });

  test.each([0.5, 1e21, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('refuses the number %d', (number) => {
    expect(() => writeCanonicalJson({ deep: [number] })).toThrow('safe integers only');
  });
});
