import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** What the ids of all agencies are made with. Never logged, and never in a message. */
export interface IdKeys {
  /** 32 random bytes. */
  readonly master: Uint8Array;
  /** Agency to the number of its key: 1 where it has never been rotated, and for agencies that are not here. */
  readonly generations: ReadonlyMap<string, number>;
}

/** The keys of a file, or what is wrong with it, in a sentence that repeats nothing of it. */
export type IdKeysReading =
  | { readonly ok: true; readonly keys: IdKeys }
  | { readonly ok: false; readonly problem: string };

const MASTER_BYTES = 32;
const KEY_BYTES = 16;
const FIRST_GENERATION = 1;

/**
 * Reads the key file: `{ "master": 32 bytes in base64url, "generations": { agency: number } }`.
 *
 * @param variable the setting that names the file, for the message.
 */
export async function readIdKeys(variable: string, file: string): Promise<IdKeysReading> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const keys = text === undefined ? undefined : parseIdKeys(text);
  if (keys !== undefined) return { ok: true, keys };
  const what = text === undefined ? 'cannot be read' : 'is none';
  return {
    ok: false,
    problem: `${variable} must name the file with the keys of ids, as \`npm run keys\` makes it; ${file} ${what}.`,
  };
}

/** The keys that a file's text says; undefined when it is no such file. Pure. */
export function parseIdKeys(text: string): IdKeys | undefined {
  const file = parseObject(text);
  if (!file || typeof file.master !== 'string' || !isObject(file.generations)) return undefined;
  const master = Buffer.from(file.master, 'base64url');
  // Base64url is read leniently: what is not written again the same was cut or changed by hand.
  if (master.length !== MASTER_BYTES || master.toString('base64url') !== file.master) return undefined;
  const generations = new Map<string, number>();
  for (const [agency, generation] of Object.entries(file.generations)) {
    if (!Number.isSafeInteger(generation) || Number(generation) < FIRST_GENERATION) return undefined;
    generations.set(agency, Number(generation));
  }
  return { master, generations };
}

/** The text of a key file. Pure. */
export function toIdKeysText({ master, generations }: IdKeys): string {
  const file = {
    master: Buffer.from(master).toString('base64url'),
    generations: Object.fromEntries([...generations].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** New keys, by which no id that was given before means anything. */
export function makeIdKeys(): IdKeys {
  return { master: randomBytes(MASTER_BYTES), generations: new Map() };
}

/** How many keys an agency has had, that of now included. */
export function generationOf({ generations }: IdKeys, agency: string): number {
  return generations.get(agency) ?? FIRST_GENERATION;
}

/**
 * The AES-128 key of an agency: HKDF-SHA-256 of the master, without salt, for its id, `#` and its generation.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5869
 */
export function deriveIdKey(keys: IdKeys, agency: string): Uint8Array {
  const info = `${agency}#${generationOf(keys, agency)}`;
  return new Uint8Array(hkdfSync('sha256', keys.master, new Uint8Array(), info, KEY_BYTES));
}

/** Names the key of an agency without telling it: 16 hexadecimal digits of its SHA-256. */
export function fingerprintIdKey(keys: IdKeys, agency: string): string {
  return createHash('sha256').update(deriveIdKey(keys, agency)).digest('hex').slice(0, 16);
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
