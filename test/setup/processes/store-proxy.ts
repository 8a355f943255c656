import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { createMessageFilter } from './refuse-inserts.ts';

/** What stands between a gateway and its store, at an address that stays while the store comes and goes. */
export interface StoreProxy {
  readonly uri: string;
  /** Path of the store's socket; undefined while there is none: then whoever connects is cut off. */
  target: string | undefined;
  /** Milliseconds by which everything is late, in either direction. */
  delayMs: number;
  /** Whether inserts are answered with an error as of a full disk, and do not reach the store. */
  isFull: boolean;
  readonly close: () => void;
}

/** Starts a proxy on a free port of this machine. */
export async function startStoreProxy(): Promise<StoreProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    keep(client);
    if (proxy.target === undefined) return void client.destroy();
    const store = keep(connect(proxy.target));
    const filter = createMessageFilter(() => proxy.isFull);
    pass(client, store, (part) => {
      const { forward, answer } = filter(part);
      if (answer.length > 0) client.write(answer);
      return forward;
    });
    pass(store, client, (part) => part);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: StoreProxy = {
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    target: undefined,
    delayMs: 0,
    isFull: false,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return proxy;

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    // Either end may go at any time, which is what these tests are about.
    return socket.setNoDelay().on('error', () => {});
  }

  /** Hands on what comes, in order, late by the delay of its moment. */
  function pass(from: Socket, to: Socket, change: (part: Buffer) => Buffer): void {
    let line = Promise.resolve();
    const later = (act: () => void) => {
      const dueAt = Date.now() + proxy.delayMs;
      line = line.then(async () => {
        const left = dueAt - Date.now();
        if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
        act();
      });
    };
    from.on('data', (part) => {
      const changed = change(part);
      if (changed.length > 0) later(() => to.writable && to.write(changed));
    });
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  }
}
