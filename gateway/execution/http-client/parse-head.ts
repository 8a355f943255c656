/** What the head of an answer says about the rest of it. */
export interface AnswerHead {
  readonly status: number;
  /** How many bytes the body has, or how its end is told. */
  readonly length: number | 'chunked' | 'until close';
  readonly isCompressed: boolean;
  /** Whether the other side keeps the connection for further requests. */
  readonly isKeptOpen: boolean;
  /** For how many seconds it says that it does. */
  readonly keptSeconds: number | undefined;
}

const [TAB, LF, CR, SPACE, COLON, DELETE] = [0x09, 0x0a, 0x0d, 0x20, 0x3a, 0x7f];
/** Bytes that a header's name may have. */
const IN_NAME = new Uint8Array(256);
for (const each of Buffer.from(
  "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
)) {
  IN_NAME[each] = 1;
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [\t -~\x80-\xff]*)?$/;
/** More digits than any limit has, and fewer than a number holds exactly. */
const LENGTH = /^\d{1,15}$/;
const KEPT_SECONDS = /(?:^|[,\s])timeout=(\d{1,6})(?:$|[,\s])/i;

/**
 * Reads the head of an answer: status line and headers with the empty line after them. Strict, since what one side
 * takes for the end of an answer and the other does not becomes the beginning of the next: one length, told in one
 * way, no folded lines, no bare line ends. Pure.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112
 * @returns undefined when it is none
 */
export function parseHead(bytes: Buffer, start: number, end: number): AnswerHead | undefined {
  const lineEnd = bytes.indexOf(LF, start);
  if (lineEnd < 0 || bytes[lineEnd - 1] !== CR) return undefined;
  const line = STATUS_LINE.exec(bytes.toString('latin1', start, lineEnd - 1));
  if (!line) return undefined;
  const isOld = line[1] === '0';
  const status = Number(line[2]);
  let length: number | undefined;
  let isChunked = false;
  let isCompressed = false;
  let isKeptOpen = !isOld;
  let keptSeconds: number | undefined;

  let at = lineEnd + 1;
  while (at < end - 2) {
    const nameStart = at;
    while (IN_NAME[bytes[at] as number] === 1) at += 1;
    const nameEnd = at;
    if (nameEnd === nameStart || bytes[at] !== COLON) return undefined;
    at += 1;
    const valueStart = at;
    while (isInValue(bytes[at] as number)) at += 1;
    const valueEnd = at;
    if (bytes[at] !== CR || bytes[at + 1] !== LF) return undefined;
    at += 2;
    // Only names of these lengths say anything here; all others need not become text.
    const nameLength = nameEnd - nameStart;
    if (nameLength !== 10 && nameLength !== 14 && nameLength !== 16 && nameLength !== 17) continue;
    const value = () => bytes.toString('latin1', valueStart, valueEnd).trim();
    switch (bytes.toString('latin1', nameStart, nameEnd).toLowerCase()) {
      case 'content-length':
        if (length !== undefined || !LENGTH.test(value())) return undefined;
        length = Number(value());
        break;
      case 'transfer-encoding':
        if (isChunked || isOld || value().toLowerCase() !== 'chunked') return undefined;
        isChunked = true;
        break;
      case 'content-encoding':
        isCompressed ||= value().toLowerCase() !== 'identity';
        break;
      case 'connection':
        if (/(?:^|[,\s])close(?:$|[,\s])/i.test(value())) isKeptOpen = false;
        break;
      case 'keep-alive': {
        const [, seconds] = KEPT_SECONDS.exec(value()) ?? [];
        if (seconds !== undefined) keptSeconds = Number(seconds);
      }
    }
  }
  if (at !== end - 2 || (isChunked && length !== undefined)) return undefined;
  const isBodiless = status < 200 || status === 204 || status === 304;
  return {
    status,
    length: isBodiless ? 0 : isChunked ? 'chunked' : (length ?? 'until close'),
    isCompressed,
    isKeptOpen,
    keptSeconds,
  };
}

function isInValue(byte: number): boolean {
  return (byte >= SPACE && byte !== DELETE) || byte === TAB;
}
