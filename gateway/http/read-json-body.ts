import type { IncomingMessage } from 'node:http';
import { createProblem, type Problem } from '../problem.ts';

/** A body as JSON, or why it is none. */
export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem };

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const JSON_IN_UTF8 = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i;

/**
 * Reads the body of a request as JSON, in UTF-8 and as it is.
 *
 * Only `application/json` is taken, which also keeps other sites out: a page elsewhere can make a browser send
 * forms and plain text without asking, but for this type the browser asks first, and nobody says yes. Compressed
 * bodies are refused rather than inflated: a few kilobytes can hold gigabytes.
 *
 * Rejects only when the client goes away before the end.
 */
export async function readJsonBody(request: IncomingMessage, maxBytes: number): Promise<JsonBody> {
  const {
    'content-type': type = '',
    'content-encoding': encoding,
    'content-length': length,
  } = request.headers;
  if (!JSON_IN_UTF8.test(type) || encoding !== undefined) {
    return { ok: false, problem: createProblem('UNSUPPORTED_MEDIA_TYPE') };
  }
  const bytes = Number(length ?? 0) > maxBytes ? undefined : await readBytes(request, maxBytes);
  if (bytes === undefined) {
    return { ok: false, problem: createProblem('BODY_TOO_LARGE', { limitBytes: maxBytes }) };
  }
  return parse(bytes);
}

/** Gives undefined as soon as there are too many. */
function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= maxBytes) return;
      // What follows is left where it is until the request is answered.
      request.off('data', take).pause();
      resolve(undefined);
    };
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => {
      // It is closed after its end, too, of which an error would be made for nobody.
      if (!request.readableEnded) reject(new Error('The connection was closed in the middle of a body.'));
    });
    request.on('data', take);
  });
}

/** Says what was expected and nothing of what came: parsers quote what they stumble over. */
function parse(bytes: Buffer): JsonBody {
  let text: string;
  try {
    text = UTF_8.decode(bytes);
  } catch {
    return { ok: false, problem: createProblem('BAD_REQUEST_BODY', { expected: 'valid UTF-8' }) };
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, problem: createProblem('BAD_REQUEST_BODY', { expected: 'valid JSON' }) };
  }
}
