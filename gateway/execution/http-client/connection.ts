import { connect, isIP, type OnReadOpts, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createAnswerReader, type Reading } from './answer-reader.ts';
import type { Target } from './target.ts';

/** How a request on a connection ended. */
export type Ending =
  | Reading
  /** Without an answer. `isUntouched` when the request was sent and not one byte had come. */
  | { readonly kind: 'lost'; readonly code: string; readonly isUntouched: boolean }
  | { readonly kind: 'late' };

/** A connection to a subgraph, which carries one request at a time. */
export interface Connection {
  /** Only when the last request has ended and it is open. */
  readonly send: (request: string, end: (ending: Ending) => void) => void;
  /** Ends it together with the request that is on it. */
  readonly close: (ending: Ending) => void;
  /** Whether the other side may still take a request on it. */
  readonly isGood: (nowMs: number) => boolean;
  /** While it carries none, it does not keep the process alive. */
  readonly rest: () => void;
}

/** Who holds a connection. */
export interface ConnectionOwner {
  /** It can carry the next request. */
  readonly onFree: (connection: Connection) => void;
  /** It is gone. */
  readonly onClose: (connection: Connection) => void;
}

/** Bounds of a connection. */
export interface ConnectionLimits {
  readonly connectMs: number;
  readonly maxBytes: number;
}

const READ_BYTES = 65_536;
/** Below what servers keep connections for, of which 5 s is the least that is common. */
const MAX_REST_MS = 4_000;
/** Kept between the end that the other side tells and the last request that is sent before it. */
const MARGIN_MS = 1_000;

/** Opens a connection. A request can be sent at once; it leaves when the other side has shown who it is. */
export function openConnection(target: Target, limits: ConnectionLimits, owner: ConnectionOwner): Connection {
  const reader = createAnswerReader(limits.maxBytes);
  let onEnd: ((ending: Ending) => void) | undefined;
  let waiting: string | undefined;
  let isReady = false;
  let isUntouched = false;
  let goodUntilMs = Infinity;
  let fault = 'no connection';

  const socket = openSocket(target, { buffer: Buffer.allocUnsafeSlow(READ_BYTES), callback: receive });
  const patience = setTimeout(() => close({ kind: 'late' }), limits.connectMs);
  socket.once(target.isTls ? 'secureConnect' : 'connect', () => {
    clearTimeout(patience);
    isReady = true;
    if (waiting !== undefined) write(waiting);
    waiting = undefined;
  });
  socket.on('error', (error) => {
    if ('code' in error && typeof error.code === 'string') fault = error.code;
  });
  socket.once('end', () => close(reader.end() ?? { kind: 'lost', code: 'closed early', isUntouched }));
  socket.once('close', () => {
    clearTimeout(patience);
    end({ kind: 'lost', code: fault, isUntouched });
    owner.onClose(connection);
  });

  function write(request: string): void {
    isUntouched = true;
    socket.write(request);
  }

  function receive(length: number, bytes: Uint8Array): boolean {
    isUntouched = false;
    // Nobody has asked: whatever it answers, it must not become the answer to the next request.
    const reading: Ending | undefined = onEnd
      ? reader.read(bytes as Buffer, length)
      : { kind: 'bad', detail: 'it was not asked for' };
    if (reading === undefined) return true;
    // An answer that comes before the request has gone out leaves the rest of the request on the connection.
    const restMs =
      reading.kind === 'whole' && socket.writableLength === 0 ? toRestMs(reading.keptSeconds) : 0;
    if (restMs <= 0) {
      close(reading);
      return false;
    }
    goodUntilMs = performance.now() + restMs;
    end(reading);
    owner.onFree(connection);
    return true;
  }

  function end(ending: Ending): void {
    const tell = onEnd;
    onEnd = undefined;
    tell?.(ending);
  }

  function close(ending: Ending): void {
    end(ending);
    waiting = undefined;
    socket.destroy();
  }

  const connection: Connection = {
    send(request, end) {
      onEnd = end;
      goodUntilMs = Infinity;
      reader.clear();
      if (isReady) {
        socket.ref();
        write(request);
      } else waiting = request;
    },
    close,
    isGood: (nowMs) => nowMs < goodUntilMs && !socket.destroyed && socket.writable,
    rest: () => {
      socket.unref();
    },
  };
  return connection;
}

function openSocket({ host, port, isTls }: Target, onread: OnReadOpts): Socket {
  const options = { host, port, onread, noDelay: true };
  if (!isTls) return connect(options);
  return connectTls({
    ...options,
    ...(isIP(host) === 0 && { servername: host }),
    ALPNProtocols: ['http/1.1'],
    // Otherwise a variable of the environment could switch it off.
    rejectUnauthorized: true,
  });
}

function toRestMs(keptSeconds: number): number {
  return Math.min(MAX_REST_MS, keptSeconds * 1_000 - MARGIN_MS);
}
