import { createReadStream } from 'node:fs';

/** No line of an export is longer; whatever is, is none. */
const MAX_LINE_CHARACTERS = 256 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/** Lines of a file, and how much of it was read. */
export interface SomeLines {
  readonly lines: readonly string[];
  /** Of the file, so far. */
  readonly bytes: number;
  /** True for what stands behind the last line feed: a line that was not finished. */
  readonly isTorn: boolean;
}

/**
 * Reads a file line by line, some at a time. Only a line feed ends a line: other ends may stand in a text.
 *
 * @param end bytes that are read, at most
 */
export async function* readLines(file: string, end?: number): AsyncGenerator<SomeLines> {
  let rest = '';
  let bytes = 0;
  const stream = createReadStream(file, {
    highWaterMark: CHUNK_BYTES,
    ...(end === undefined ? {} : { end: end - 1 }),
  });
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_CHARACTERS) throw new Error(`${file} is no export: a line of it has no end.`);
    if (lines.length > 0) yield { lines, bytes, isTorn: false };
  }
  rest += decoder.decode();
  if (rest !== '') yield { lines: [rest], bytes, isTorn: true };
}
