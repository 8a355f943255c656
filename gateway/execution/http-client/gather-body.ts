/** Takes the bytes of a body in one piece after another. */
export interface BodyGatherer {
  /** @returns false when the body is larger than it may be; the bytes were not taken then */
  readonly add: (bytes: Buffer, start: number, end: number) => boolean;
  /** What has been gathered, as text. */
  readonly text: () => string;
  readonly clear: () => void;
}

const FIRST_BYTES = 16_384;
/** What one large answer needed is given back after it. */
const KEPT_BYTES = 262_144;
const NOTHING = Buffer.alloc(0);

/** Makes a gatherer that is used for one body after another, and copies what it is given. */
export function createBodyGatherer(maxBytes: number): BodyGatherer {
  let buffer: Buffer = NOTHING;
  let length = 0;

  return {
    add(bytes, start, end) {
      const needed = length + end - start;
      if (needed > maxBytes) return false;
      if (needed > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(
          Math.max(needed, Math.min(2 * buffer.length, maxBytes), FIRST_BYTES),
        );
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
      bytes.copy(buffer, length, start, end);
      length = needed;
      return true;
    },
    text: () => buffer.toString('utf8', 0, length),
    clear() {
      length = 0;
      if (buffer.length > KEPT_BYTES) buffer = NOTHING;
    },
  };
}
