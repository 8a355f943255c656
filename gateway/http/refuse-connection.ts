import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { createProblem, type Problem } from '../problem.ts';
import { createProblemAnswer } from './problem-answer.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** What a request must keep to before anybody reads it. */
export interface ArrivalLimits {
  /** Of all headers together. */
  readonly limitBytes: number;
  /** Until the whole request is there. */
  readonly limitMs: number;
}

/**
 * Answers a request that never became one: no HTTP, headers too large, or too slow. Closes the connection, on
 * which nothing after it can be understood.
 */
export function refuseConnection(error: Error, socket: Duplex, limits: ArrivalLimits): void {
  if ('code' in error && error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, headers, body } = createProblemAnswer(chooseProblem(error, limits));
  const fields = Object.entries({
    ...SECURITY_HEADERS,
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  });
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields.map((field) => field.join(': '))];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function chooseProblem(error: Error, { limitBytes, limitMs }: ArrivalLimits): Problem {
  switch ('code' in error ? error.code : undefined) {
    case 'HPE_HEADER_OVERFLOW':
      return createProblem('HEADERS_TOO_LARGE', { limitBytes });
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return createProblem('REQUEST_TOO_SLOW', { limitMs });
    default:
      return createProblem('BAD_HTTP');
  }
}
