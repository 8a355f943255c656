import type { IncomingMessage } from 'node:http';

/**
 * Reads the body of a request; undefined when it is longer than allowed, in which case the rest is thrown away unread.
 *
 * @throws Error when the connection breaks
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return discard(request);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBytes) return discard(request);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function discard(request: IncomingMessage): undefined {
  request.resume();
  return undefined;
}
