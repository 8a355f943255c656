import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  deriveIdKey,
  fingerprintIdKey,
  generationOf,
  type IdKeys,
  makeIdKeys,
  parseIdKeys,
  readIdKeys,
  toIdKeysText,
} from '../../../gateway/execution/id-keys.ts';

const MASTER = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
const KEYS: IdKeys = { master: MASTER, generations: new Map([['kpu', 2]]) };

describe('the key of an agency', () => {
  // Made with `openssl kdf -keylen 16 -kdfopt digest:SHA256 -kdfopt hexkey:... -kdfopt info:... HKDF`.
  test.each([
    ['kemlu', '62cd500fcb8a482fbcd641258b655cc8'],
    ['kpu', '0ea2527b3877353650c508dcd369028c'],
    ['pemda', '8402b6cdd4cd38eebf89169aaa78080e'],
  ])('of %s is derived from the master, its name and its generation', (agency, hex) => {
    expect(Buffer.from(deriveIdKey(KEYS, agency)).toString('hex')).toBe(hex);
  });

  test('is named by a fingerprint that changes with the generation and holds nothing of the key', () => {
    const [now, before] = [KEYS, { ...KEYS, generations: new Map() }].map((keys) =>
      fingerprintIdKey(keys, 'kpu'),
    );
    expect(now).toMatch(/^[0-9a-f]{16}$/);
    expect(now).not.toBe(before);
    expect('0ea2527b3877353650c508dcd369028c').not.toContain(now);
  });
});

describe('the key file', () => {
  test('says what it was written with', () => {
    const keys = parseIdKeys(toIdKeysText(KEYS));
    expect(keys).toEqual({ master: MASTER, generations: new Map([['kpu', 2]]) });
    expect(generationOf(KEYS, 'kpu')).toBe(2);
    expect(generationOf(KEYS, 'kemlu')).toBe(1);
  });

  test('is of other random bytes each time that it is made', () => {
    const [one, other] = [makeIdKeys(), makeIdKeys()].map(toIdKeysText);
    expect(one).not.toBe(other);
    expect(parseIdKeys(one ?? '')?.master).toHaveLength(32);
  });

  test.each([
    ['text', 'no keys'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['a short master', toIdKeysText({ ...KEYS, master: MASTER.subarray(1) })],
    ['a master that was cut', toIdKeysText(KEYS).replace('AAEC', 'AAE=')],
    ['no generations', JSON.stringify({ master: MASTER.toString('base64url') })],
    ['a generation of none', toIdKeysText({ ...KEYS, generations: new Map([['kpu', 0]]) })],
    ['half a generation', toIdKeysText({ ...KEYS, generations: new Map([['kpu', 1.5]]) })],
    ['generations in a list', toIdKeysText(KEYS).replace(/\{\s+"kpu": 2\s+\}/, '[2]')],
  ])('is none when it holds %s', (_, text) => {
    expect(parseIdKeys(text)).toBeUndefined();
  });

  test('takes agencies of any name', () => {
    const text = toIdKeysText(KEYS).replace('"kpu"', '"__proto__"');
    expect(generationOf(parseIdKeys(text) ?? KEYS, '__proto__')).toBe(2);
  });
});

describe('reading the key file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simpul-id-keys-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function read(text: string) {
    const file = join(folder, 'ids.json');
    await writeFile(file, text);
    await chmod(file, 0o600);
    return { file, reading: await readIdKeys('ID_KEYS', file) };
  }

  test('gives the keys', async () => {
    const { reading } = await read(toIdKeysText(KEYS));
    expect(reading).toEqual({ ok: true, keys: { master: MASTER, generations: new Map([['kpu', 2]]) } });
  });

  test('says what to do when the file is none, and nothing of what stands in it', async () => {
    const { file, reading } = await read(toIdKeysText(KEYS).slice(0, -5));
    expect(reading).toEqual({
      ok: false,
      problem: `ID_KEYS must name the file with the keys of ids, as \`npm run keys\` makes it; ${file} is none.`,
    });
    const missing = await readIdKeys('ID_KEYS', join(folder, 'nowhere'));
    expect(missing).toMatchObject({ ok: false, problem: expect.stringContaining('nowhere cannot be read.') });
  });
});
