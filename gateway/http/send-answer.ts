import type { ServerResponse } from 'node:http';
import type { HttpAnswer } from './route.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Statuses whose answers have neither body nor length. */
const BODILESS = new Set([204, 304]);
/** Characters from which on Node sets memory aside to write a text. */
const LONG_TEXT = 16_000;
const SECURITY_PAIRS = Object.entries(SECURITY_HEADERS);

/**
 * Writes an answer, unless the client has gone.
 *
 * @param isLast true when the connection is to be closed after it
 */
export function sendAnswer(
  response: ServerResponse,
  { status, headers, body }: HttpAnswer,
  { requestId, isLast }: { readonly requestId: string; readonly isLast: boolean },
): void {
  if (response.destroyed || response.headersSent) return;
  // A short text goes out in one piece with the head; a long one would be copied once more for it.
  const content = typeof body === 'string' && body.length > LONG_TEXT ? Buffer.from(body) : body;
  // As a list of names and values, which Node takes as it is.
  const head = ['x-request-id', requestId];
  for (const [name, value] of SECURITY_PAIRS) if (headers[name] === undefined) head.push(name, value);
  for (const name of Object.keys(headers)) head.push(name, headers[name] ?? '');
  if (!BODILESS.has(status)) head.push('content-length', String(Buffer.byteLength(content)));
  if (isLast) head.push('connection', 'close');
  response.writeHead(status, head);
  response.end(content);
  // A refusal can precede the end of the body: unread, it would hold up the connection. The server's time
  // limit for a request bounds how long the rest is read and thrown away.
  if (!response.req.complete) response.req.resume();
}
