import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TEXT_MASKS, type TextMask } from '../../../gateway/access/agreement.ts';
import { applyMask, createMaskOf } from '../../../gateway/access/mask.ts';
import { agreementOf, everythingFor, viewOf } from '../../setup/small-graph.ts';

/** Characters that a mask may leave at the beginning and at the end of a text. */
const SHOWN: Readonly<Record<TextMask, readonly [first: number, last: number]>> = {
  nik4: [4, 0],
  last3: [0, 3],
  last4: [0, 4],
  passport: [1, 2],
};

const anyMask = fc.constantFrom(...TEXT_MASKS);
/** Texts of letters, digits, stars, surrogate pairs and halves of them. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[0-9*]{0,20}$/),
  fc.array(fc.integer({ min: 0xd7fe, max: 0xe001 })).map((units) => String.fromCharCode(...units)),
);

function mask(name: TextMask, text: string): string {
  return applyMask(name, text) as string;
}

describe('a mask of texts', () => {
  test.each([
    ['nik4', '3171014201859000', '3171************'],
    ['nik4', '317101420185900', '****************'],
    ['nik4', '31710142018590001', '****************'],
    ['nik4', '317X014201859000', '****************'],
    ['nik4', '', '****************'],
    ['last3', '+62811234567', '*********567'],
    ['last3', '123456', '***456'],
    ['last3', '12345', '*****'],
    ['last3', 'x', '*'],
    ['last3', '', ''],
    ['last4', '3199990000000004', '************0004'],
    ['last4', '12345678', '****5678'],
    ['last4', '1234567', '*******'],
    ['passport', 'A1234567', 'A*****67'],
    ['passport', 'XE123456', 'X*****56'],
    ['passport', 'A12345', 'A***45'],
    ['passport', 'A1234', '*****'],
  ] as const)('%s shows of "%s" no more than "%s"', (name, text, shown) => {
    expect(mask(name, text)).toBe(shown);
  });

  test('never leaves half a character', () => {
    const smile = '\u{1f600}';
    expect(mask('last3', `abcdef${smile}12`)).toBe('********12');
    expect(mask('last3', `abcdef${smile}1`)).toBe(`******${smile}1`);
    expect(mask('passport', `${smile}123456`)).toBe('******56');
    expect(mask('passport', `A${smile}12${smile}9`)).toBe('A******9');
  });

  test.each([[42], [4.2], [true], [{ text: 'bare' }], [() => 'bare'], [Symbol('bare')], [12n], [undefined]])(
    'makes null of what is no text: %o',
    (value) => {
      for (const name of TEXT_MASKS) expect(applyMask(name, value)).toBeNull();
    },
  );

  test('leaves null null, in lists too, and makes null of what is no text in them', () => {
    for (const name of TEXT_MASKS) {
      expect(applyMask(name, null)).toBeNull();
      expect(applyMask(name, [null, 5, [], [['x']]])).toEqual([null, null, [], [[mask(name, 'x')]]]);
    }
  });

  test('shows nothing but the characters that it may show, whatever the text', () => {
    fc.assert(
      fc.property(anyMask, anyText, (name, text) => {
        const [first, last] = SHOWN[name];
        const shown = mask(name, text);
        const bare = [...shown].filter((character) => character !== '*').join('');
        const begin = text.slice(0, first);
        const end = last > 0 ? text.slice(-last) : '';
        expect(bare.length).toBeLessThanOrEqual(first + last);
        for (const [index, character] of [...shown].entries()) {
          if (character === '*') continue;
          expect(index < first ? begin : end).toContain(character);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('does not depend on what it hides', () => {
    fc.assert(
      fc.property(fc.constantFrom('last3', 'last4', 'passport'), anyText, (name, text) => {
        const [first, last] = SHOWN[name];
        fc.pre(text.length >= 2 * (first + last));
        const hidden = text.slice(first, text.length - last);
        fc.pre(!/[\ud800-\udfff]/.test(text));
        const other = text.slice(0, first) + '#'.repeat(hidden.length) + text.slice(text.length - last);
        expect(mask(name, text)).toBe(mask(name, other));
      }),
      { numRuns: 1_000 },
    );
  });

  test('keeps the length, and that of a NIK is sixteen', () => {
    fc.assert(
      fc.property(anyMask, anyText, (name, text) => {
        expect(mask(name, text).length).toBe(name === 'nik4' ? 16 : text.length);
      }),
      { numRuns: 1_000 },
    );
  });

  test('shows at most half of a text', () => {
    fc.assert(
      fc.property(anyMask, anyText, (name, text) => {
        const stars = [...mask(name, text)].filter((character) => character === '*').length;
        expect(stars * 2).toBeGreaterThanOrEqual(name === 'nik4' ? 24 : text.length);
      }),
      { numRuns: 1_000 },
    );
  });

  test('changes nothing when it is applied again', () => {
    fc.assert(
      fc.property(anyMask, anyText, (name, text) => {
        expect(mask(name, mask(name, text))).toBe(mask(name, text));
      }),
      { numRuns: 1_000 },
    );
  });

  test('makes well-formed texts of well-formed texts', () => {
    fc.assert(
      fc.property(anyMask, fc.string({ unit: 'binary' }), (name, text) => {
        fc.pre(!hasHalf(text));
        expect(hasHalf(mask(name, text))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** True for a text with half of a surrogate pair in it. */
function hasHalf(text: string): boolean {
  return [...text].some((character) => /^[\ud800-\udfff]$/.test(character));
}

describe('what is done to values of a coordinate', () => {
  const view = viewOf([
    agreementOf([{ allow: { Citizen: ['id', 'sex'] }, mask: { Citizen: { nik: 'nik4', life: 'year' } } }]),
  ]);
  const maskOf = createMaskOf(view);

  test('is nothing where it is given whole, part of a structure, or the name of a type', () => {
    for (const each of ['Citizen.id', 'Citizen.sex', 'PageInfo.endCursor', 'Citizen.__typename']) {
      expect(maskOf(each)).toBeUndefined();
    }
  });

  test('is the mask under which it is given', () => {
    expect(maskOf('Citizen.nik')?.('3171014201859000')).toBe('3171************');
  });

  test('is null in its place where it is not given', () => {
    for (const each of ['Citizen.life', 'Citizen.fullName', 'Worker.status', 'Ghost.nik']) {
      expect(maskOf(each)?.('bare')).toBeNull();
    }
  });

  test('is nothing at all for who is given everything', () => {
    const maskOfAll = createMaskOf(viewOf(everythingFor('kemlu')));
    expect(maskOfAll('Citizen.nik')).toBeUndefined();
    expect(maskOfAll('Placement.wage')).toBeUndefined();
  });
});
