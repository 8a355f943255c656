import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Listens on a free port until the test is over. @returns the address that a subgraph would have */
export async function listen(server: Server | ReturnType<typeof createSocketServer>): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

/** A subgraph that answers like this, and what it has been asked. */
export async function serve(
  listener: RequestListener,
): Promise<{ readonly url: string; readonly requests: IncomingMessage[]; readonly server: Server }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    listener(request, response);
  });
  return { url: await listen(server), requests, server };
}

/** A subgraph below HTTP: it answers each request on a socket, which it is given with the number of the request. */
export async function serveRaw(
  answer: (socket: Socket, count: number) => void,
): Promise<{ readonly url: string; readonly count: () => number; readonly sockets: readonly Socket[] }> {
  let count = 0;
  const sockets: Socket[] = [];
  const server = createSocketServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (!data.includes('POST ')) return;
      count += 1;
      answer(socket, count);
    });
  });
  return { url: await listen(server), count: () => count, sockets };
}

/** An answer as it is on the wire. */
export function raw(status: string, headers: readonly string[], body = ''): string {
  return [`HTTP/1.1 ${status}`, ...headers, '', body].join('\r\n');
}
