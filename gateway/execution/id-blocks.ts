/** Bytes of an id, and characters of its spine form. */
export const BLOCK_BYTES = 16;
/** Characters of an id. */
export const ID_LENGTH = 22;
/** From one id to the next in the text of `writeIds`. */
export const ID_STRIDE = 24;

/** A block and two bytes of zero: 24 characters of base64url, the last two of which say nothing. */
const PADDED_BYTES = 18;
/** The bit that no six bits have. */
const NO_CHARACTER = 64;

/** Character code to the six bits that it stands for in base64url. */
const SIX_BITS = new Uint8Array(256).fill(NO_CHARACTER);
for (const [bits, character] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
].entries()) {
  SIX_BITS[character.charCodeAt(0)] = bits;
}

/**
 * Reads an id into 16 bytes at an offset. Only the one text that these bytes are written as is an id: of the last
 * character but two bits count, and the others must be zero.
 *
 * @returns false, with any bytes there, for whatever is no id.
 * @see https://www.rfc-editor.org/rfc/rfc4648#section-5
 */
export function readId(id: unknown, blocks: Uint8Array, offset: number): boolean {
  if (typeof id !== 'string' || id.length !== ID_LENGTH) return false;
  let codes = 0;
  let bits = 0;
  let to = offset;
  for (let at = 0; at < 20; at += 4) {
    const first = id.charCodeAt(at);
    const second = id.charCodeAt(at + 1);
    const third = id.charCodeAt(at + 2);
    const fourth = id.charCodeAt(at + 3);
    codes |= first | second | third | fourth;
    const a = sixBits(first);
    const b = sixBits(second);
    const c = sixBits(third);
    const d = sixBits(fourth);
    bits |= a | b | c | d;
    blocks[to++] = (a << 2) | (b >> 4);
    blocks[to++] = (b << 4) | (c >> 2);
    blocks[to++] = (c << 6) | d;
  }
  const a = sixBits(id.charCodeAt(20));
  const b = sixBits(id.charCodeAt(21));
  blocks[to] = (a << 2) | (b >> 4);
  return ((bits | a | b) & NO_CHARACTER) === 0 && (b & 15) === 0 && codes < 256;
}

function sixBits(code: number): number {
  return code < 256 ? (SIX_BITS[code] as number) : NO_CHARACTER;
}

/** Reads a spine form into 16 bytes at an offset. @returns false, with any bytes there, for whatever is none. */
export function readSpine(spine: unknown, blocks: Uint8Array, offset: number): boolean {
  if (typeof spine !== 'string' || spine.length !== BLOCK_BYTES) return false;
  let codes = 0;
  for (let at = 0; at < BLOCK_BYTES; at++) {
    const code = spine.charCodeAt(at);
    codes |= code;
    blocks[offset + at] = code;
  }
  return codes < 256;
}

/** Writes blocks as ids: the nth has the 22 characters from n times `ID_STRIDE` on. One text, since each call costs. */
export function writeIds(blocks: Uint8Array): string {
  const count = blocks.length / BLOCK_BYTES;
  const padded = Buffer.allocUnsafe(count * PADDED_BYTES);
  let from = 0;
  let to = 0;
  for (let block = 0; block < count; block++) {
    for (let byte = 0; byte < BLOCK_BYTES; byte++) padded[to++] = blocks[from++] as number;
    padded[to++] = 0;
    padded[to++] = 0;
  }
  return padded.toString('base64url');
}
