import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IdKeys, makeIdKeys } from '../../../gateway/execution/id-keys.ts';
import { createPairwiseIds } from '../../../gateway/execution/pairwise-ids.ts';

const MASTER = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
const ids = createPairwiseIds({ master: MASTER, generations: new Map([['rotated', 2]]) });

function spineOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString('latin1');
}

const anyBlock = fc.uint8Array({ minLength: 16, maxLength: 16 });
const anySpine = anyBlock.map((bytes) => Buffer.from(bytes).toString('latin1'));
const anyId = anyBlock.map((bytes) => Buffer.from(bytes).toString('base64url'));
const anyAgency = fc.constantFrom('dukcapil', 'kp2mi', 'kemlu', 'pemda', 'kpu', 'citizen', 'rotated');

describe('the id of an agency', () => {
  // Made with `openssl kdf ... HKDF` and `openssl enc -aes-128-ecb -nopad`.
  test.each([
    ['kemlu', '00000000000000000000000000000000', 'IboHdqHZgq987kcGl7Np-A'],
    ['kemlu', '00112233445566778899aabbccddeeff', '7_CMUtXGTUJpsAnfjERR_A'],
    ['kemlu', 'ffffffffffffffffffffffffffffffff', 'ojYofoZK1zMWiDIj_L2HOA'],
    ['kpu', '00112233445566778899aabbccddeeff', 'hTj4ll_zh--TMrq6QIUcHQ'],
    ['pemda', '00112233445566778899aabbccddeeff', 'R-pCtlzcWSFHK9vKZBJKoA'],
  ])('is one AES block under a key that is derived for it: %s %s', (agency, hex, id) => {
    expect(ids.conceal(agency, [spineOf(hex)])).toEqual([id]);
    expect(ids.reveal(agency, [id])).toEqual([spineOf(hex)]);
  });

  test('is another after the key was rotated', () => {
    const rotated = createPairwiseIds({ master: MASTER, generations: new Map([['kpu', 2]]) });
    const spine = spineOf('00112233445566778899aabbccddeeff');
    expect(rotated.conceal('kpu', [spine])).toEqual(['XwMoj5cfcIxkvjtPV02EdQ']);
    expect(rotated.conceal('kemlu', [spine])).toEqual(ids.conceal('kemlu', [spine]));
  });

  test('leads back to the spine form, and every canonical text is an id', () => {
    fc.assert(
      fc.property(anyAgency, fc.array(anySpine), fc.array(anyId), (agency, spines, texts) => {
        const given = ids.conceal(agency, spines);
        for (const id of given) expect(id).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/);
        expect(ids.reveal(agency, given)).toEqual(spines);
        expect(ids.conceal(agency, ids.reveal(agency, texts))).toEqual(texts);
      }),
    );
  });

  test('differs from person to person and from agency to agency', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anySpine, { maxLength: 30 }), (spines) => {
        const agencies = ['dukcapil', 'kp2mi', 'kemlu', 'pemda', 'kpu', 'dki-jakarta', 'rotated'];
        const given = agencies.flatMap((agency) => ids.conceal(agency, spines));
        expect(new Set(given).size).toBe(agencies.length * spines.length);
      }),
    );
  });

  test('means nobody that the other agency knows when another agency shows it', () => {
    fc.assert(
      fc.property(anySpine, (spine) => {
        const foreign = ids.conceal('kemlu', [spine]);
        expect(ids.reveal('kpu', foreign)).not.toEqual([spine]);
      }),
    );
  });

  test('is another under other keys', () => {
    const spine = spineOf('00112233445566778899aabbccddeeff');
    const [one, other] = [makeIdKeys(), makeIdKeys()].map((keys: IdKeys) =>
      createPairwiseIds(keys).conceal('kpu', [spine]),
    );
    expect(one).not.toEqual(other);
  });
});

describe('what is no id', () => {
  const id = 'hTj4ll_zh--TMrq6QIUcHQ';
  const strange: readonly unknown[] = [
    '',
    id.slice(1),
    `${id}A`,
    ` ${id.slice(1)}`,
    `${id.slice(0, 21)}R`,
    `${id.slice(0, 21)}=`,
    `${id.slice(0, 20)}==`,
    `${id.slice(0, 10)}+${id.slice(11)}`,
    `${id.slice(0, 10)}/${id.slice(11)}`,
    `${id.slice(0, 10)}\n${id.slice(11)}`,
    `${id.slice(0, 10)}\u0000${id.slice(11)}`,
    // Codes whose low bits are those of an A.
    `${id.slice(0, 10)}\u0141${id.slice(11)}`,
    `${id.slice(0, 21)}\u0141`,
    `\u{10041}${id.slice(2)}`,
    null,
    undefined,
    22,
    Number.NaN,
    10n,
    true,
    Symbol('id'),
    [id],
    { length: 22, charCodeAt: () => 65 },
    Object.create(null),
    () => id,
  ];

  test('is null among others, which keep their places', () => {
    const mixed = strange.flatMap((each) => [id, each]);
    expect(ids.reveal('kpu', strange)).toEqual(strange.map(() => null));
    expect(ids.reveal('kpu', mixed)).toEqual(
      strange.flatMap(() => [spineOf('00112233445566778899aabbccddeeff'), null]),
    );
  });

  test('is null whatever it is, and never an exception', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), anyId)), (values) => {
        const found = ids.reveal('kpu', values);
        expect(found).toHaveLength(values.length);
        for (const [index, spine] of found.entries()) {
          const value = values[index];
          const isId = typeof value === 'string' && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(value);
          expect(spine !== null).toBe(isId);
        }
      }),
    );
  });

  test('is null where a spine form is expected, too', () => {
    const spine = spineOf('00112233445566778899aabbccddeeff');
    const strangeSpines = [null, '', spine.slice(1), `${spine}x`, `${spine.slice(1)}\u0141`];
    expect(ids.conceal('kpu', [spine, ...strangeSpines, spine])).toEqual([
      'hTj4ll_zh--TMrq6QIUcHQ',
      ...strangeSpines.map(() => null),
      'hTj4ll_zh--TMrq6QIUcHQ',
    ]);
  });
});

test('a thousand ids are translated at once as one by one', () => {
  const spines = Array.from({ length: 1_000 }, () => randomBytes(16).toString('latin1'));
  const single = spines.map((spine) => ids.conceal('kpu', [spine])[0]);
  expect(ids.conceal('kpu', spines)).toEqual(single);
  expect(ids.conceal('kpu', [])).toEqual([]);
});
