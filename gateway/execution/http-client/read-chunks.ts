import type { BodyGatherer } from './gather-body.ts';

/** How far a chunked body has come. */
export type ChunkState = 'open' | 'whole' | 'broken' | 'too large';

/** Reads one chunked body after another. */
export interface ChunkReader {
  /** @returns the position up to which the bytes belong to the body */
  readonly read: (bytes: Buffer, start: number, end: number) => number;
  readonly state: () => ChunkState;
  readonly clear: () => void;
}

type Step =
  | 'size'
  | 'extension'
  | 'size end'
  | 'data'
  | 'data end'
  | 'chunk end'
  | 'line start'
  | 'trailer'
  | 'trailer end'
  | 'last end';

const [TAB, LF, CR, SPACE, SEMICOLON, DELETE] = [0x09, 0x0a, 0x0d, 0x20, 0x3b, 0x7f];
const MAX_SIZE_DIGITS = 16;

/**
 * Makes a reader of chunked bodies. Extensions and trailers are read over; both together are bounded, as a head is.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-7.1
 * @param maxExtraBytes of the extensions and trailers of one body
 */
export function createChunkReader(body: BodyGatherer, maxExtraBytes: number): ChunkReader {
  let state: ChunkState = 'open';
  let step: Step = 'size';
  let size = 0;
  let digits = 0;
  let extra = 0;

  /** Takes one byte that is no data. */
  function take(byte: number): boolean {
    switch (step) {
      case 'size': {
        const digit = readHexDigit(byte);
        if (digit >= 0) {
          size = size * 16 + digit;
          digits += 1;
          return digits <= MAX_SIZE_DIGITS;
        }
        if (digits === 0) return false;
        if (byte === CR) step = 'size end';
        else if (byte === SEMICOLON || byte === SPACE || byte === TAB) step = 'extension';
        else return false;
        return true;
      }
      case 'extension':
        if (byte === CR) step = 'size end';
        else return isText(byte) && ++extra <= maxExtraBytes;
        return true;
      case 'size end':
        step = size > 0 ? 'data' : 'line start';
        return byte === LF;
      case 'data end':
        step = 'chunk end';
        return byte === CR;
      case 'chunk end':
        step = 'size';
        size = 0;
        digits = 0;
        return byte === LF;
      case 'line start':
        step = byte === CR ? 'last end' : 'trailer';
        return byte === CR || (byte !== SPACE && byte !== TAB && isText(byte));
      case 'trailer':
        if (byte === CR) step = 'trailer end';
        else return isText(byte) && ++extra <= maxExtraBytes;
        return true;
      case 'trailer end':
        step = 'line start';
        return byte === LF && ++extra <= maxExtraBytes;
      default:
        state = 'whole';
        return byte === LF;
    }
  }

  return {
    read(bytes, start, end) {
      let at = start;
      while (at < end && state === 'open') {
        if (step === 'data') {
          const until = Math.min(end, at + size);
          if (!body.add(bytes, at, until)) {
            state = 'too large';
            return at;
          }
          size -= until - at;
          at = until;
          if (size === 0) step = 'data end';
          continue;
        }
        if (!take(bytes[at] as number)) state = 'broken';
        at += 1;
      }
      return at;
    },
    state: () => state,
    clear() {
      state = 'open';
      step = 'size';
      size = 0;
      digits = 0;
      extra = 0;
    },
  };
}

function isText(byte: number): boolean {
  return (byte >= SPACE && byte !== DELETE) || byte === TAB;
}

function readHexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}
