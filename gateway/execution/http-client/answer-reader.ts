import { createBodyGatherer } from './gather-body.ts';
import { type AnswerHead, parseHead } from './parse-head.ts';
import { createChunkReader } from './read-chunks.ts';

/** What came in place of an answer, or the whole of it. */
export type Reading =
  | {
      readonly kind: 'whole';
      readonly status: number;
      readonly text: string;
      /** For how many seconds the connection may wait for another request; 0 when it may carry none. */
      readonly keptSeconds: number;
    }
  | { readonly kind: 'bad'; readonly detail: string };

/** Reads what arrives on one connection, one answer after another. */
export interface AnswerReader {
  /** @returns undefined while the answer is not whole; what follows it belongs to none */
  readonly read: (bytes: Buffer, length: number) => Reading | undefined;
  /** The other side says no more. @returns undefined when the answer is not whole */
  readonly end: () => Reading | undefined;
  /** Before the next answer. */
  readonly clear: () => void;
}

/** Of all heads of an answer together, and of what else comes with a chunked body. */
const MAX_HEAD_BYTES = 16_384;
const [LF, CR] = [0x0a, 0x0d];
const NO_HTTP = { kind: 'bad', detail: 'it is no answer in HTTP/1.1' } as const;

/** Makes the reader of a connection's answers. Whoever is told that an answer is bad must close the connection. */
export function createAnswerReader(maxBytes: number): AnswerReader {
  const body = createBodyGatherer(maxBytes);
  const chunks = createChunkReader(body, MAX_HEAD_BYTES);
  const tooLarge = { kind: 'bad', detail: `it has more than ${maxBytes} bytes` } as const;
  let head: AnswerHead | undefined;
  let headBytes = 0;
  /** The beginning of a head that came in pieces. */
  let begun: Buffer | undefined;
  let left = 0;

  function refuse({ status, length, isCompressed }: AnswerHead): Reading | undefined {
    if (status === 101) return NO_HTTP;
    if (isCompressed) return { kind: 'bad', detail: 'it is compressed' };
    if (status >= 300 && status < 400) return { kind: 'bad', detail: 'it sends the gateway elsewhere' };
    return typeof length === 'number' && length > maxBytes ? tooLarge : undefined;
  }

  function finish({ status, isKeptOpen, keptSeconds = Infinity }: AnswerHead, text: string, isLast: boolean) {
    return { kind: 'whole', status, text, keptSeconds: isKeptOpen && !isLast ? keptSeconds : 0 } as const;
  }

  function readBody(found: AnswerHead, bytes: Buffer, start: number, end: number): Reading | undefined {
    if (found.length === 'chunked') {
      const at = chunks.read(bytes, start, end);
      const state = chunks.state();
      if (state === 'whole') return finish(found, body.text(), at < end);
      return state === 'open' ? undefined : state === 'broken' ? NO_HTTP : tooLarge;
    }
    if (found.length === 'until close') return body.add(bytes, start, end) ? undefined : tooLarge;
    if (left === found.length && end - start >= left) {
      return finish(found, bytes.toString('utf8', start, start + left), end - start > left);
    }
    const until = Math.min(end, start + left);
    body.add(bytes, start, until);
    left -= until - start;
    return left === 0 ? finish(found, body.text(), until < end) : undefined;
  }

  return {
    read(bytes, length) {
      if (head) return readBody(head, bytes, 0, length);
      let piece = bytes;
      let end = length;
      // The end of the head may stand across two pieces.
      const known = Math.max(0, (begun?.length ?? 0) - 3);
      if (begun) {
        piece = Buffer.concat([begun, bytes.subarray(0, length)]);
        end = piece.length;
      }
      for (let start = 0; ; ) {
        const headEnd = findHeadEnd(piece, Math.max(start, known), end);
        if (headBytes + (headEnd < 0 ? end : headEnd) - start > MAX_HEAD_BYTES) {
          return { kind: 'bad', detail: `its head has more than ${MAX_HEAD_BYTES} bytes` };
        }
        if (headEnd < 0) {
          begun = Buffer.from(piece.subarray(start, end));
          return undefined;
        }
        const found = parseHead(piece, start, headEnd);
        if (!found) return NO_HTTP;
        const refusal = refuse(found);
        if (refusal) return refusal;
        headBytes += headEnd - start;
        start = headEnd;
        // Hints on the way; the answer comes after them.
        if (found.status < 200) continue;
        head = found;
        begun = undefined;
        left = typeof found.length === 'number' ? found.length : 0;
        return readBody(found, piece, start, end);
      }
    },
    end() {
      return head?.length === 'until close' ? finish(head, body.text(), true) : undefined;
    },
    clear() {
      head = undefined;
      headBytes = 0;
      begun = undefined;
      body.clear();
      chunks.clear();
    },
  };
}

/** Finds the position after the empty line that ends a head; -1 when it is not there yet. */
function findHeadEnd(bytes: Buffer, start: number, end: number): number {
  for (let at = start + 3; at < end; at += 1) {
    if (bytes[at] === LF && bytes[at - 1] === CR && bytes[at - 2] === LF && bytes[at - 3] === CR)
      return at + 1;
  }
  return -1;
}
