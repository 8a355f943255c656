import type { ServerResponse } from 'node:http';
import type { HttpAnswer } from './route.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Statuses whose answers have neither body nor length. */
const BODILESS = new Set([204, 304]);

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
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'x-request-id': requestId,
    ...headers,
    ...(BODILESS.has(status) ? {} : { 'content-length': String(bytes.byteLength) }),
    ...(isLast ? { connection: 'close' } : {}),
  });
  response.end(bytes);
  // A refusal can precede the end of the body: unread, it would hold up the connection. The server's time
  // limit for a request bounds how long the rest is read and thrown away.
  if (!response.req.complete) response.req.resume();
}
