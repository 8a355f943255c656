import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net';
import { mongo } from 'mongoose';
import { inject, onTestFinished } from 'vitest';

/**
 * What the way to the store does: `passes` all; `holds` what clients send until it passes again, as a store that was
 * stopped does; `is late` passes it three seconds later; `loses answers` to writes, which are done; `is full` refuses
 * writes as a store without room does; `is down` ends and refuses connections.
 */
export type StoreMood = 'passes' | 'holds' | 'is late' | 'loses answers' | 'is full' | 'is down';

/** A way to the store that a test can spoil. */
export interface StoreProxy {
  readonly uri: string;
  readonly become: (mood: StoreMood) => void;
  /** Leads to another store from the next connection on. */
  readonly leadTo: (uri: string) => void;
  /** Inserts that came, by whether they went through. */
  readonly inserts: () => number;
}

const HEADER_BYTES = 16;
const OP_MSG = 2013;
/** Header, flags and the kind of the section come before the command. */
const COMMAND_AT = HEADER_BYTES + 5;
const OUT_OF_DISK_SPACE = 14_031;
const LATE_MS = 3_000;

/**
 * Starts a proxy before a store.
 *
 * @param storeUri default: the engine of all tests
 * @param atEnd takes what ends it. Default: it ends with the test.
 */
export async function startStoreProxy(
  storeUri = inject('mongodbUri'),
  atEnd: (end: () => void) => void = onTestFinished,
): Promise<StoreProxy> {
  let target = readAddress(storeUri);
  let mood: StoreMood = 'passes';
  let inserts = 0;
  const clients = new Set<{ readonly socket: Socket; readonly release: () => void }>();

  const server = createServer((socket) => {
    if (mood === 'is down') return void socket.destroy();
    const store = connect(target);
    const held: Buffer[] = [];
    /** Ids of requests whose answers are to be lost. */
    const lost = new Set<number>();
    const client = {
      socket,
      release: () => {
        for (const message of held.splice(0)) store.write(message);
      },
    };
    clients.add(client);
    const end = () => {
      clients.delete(client);
      socket.destroy();
      store.destroy();
    };
    for (const side of [socket, store]) side.on('error', end).on('close', end);

    readMessages(socket, (message) => {
      const isInsert = isInsertCommand(message);
      if (isInsert) inserts++;
      if (mood === 'holds') return void held.push(message);
      if (isInsert && mood === 'is full') return void socket.write(refuse(message));
      if (isInsert && mood === 'loses answers') lost.add(message.readInt32LE(4));
      if (mood === 'is late') return void setTimeout(() => store.write(message), LATE_MS);
      store.write(message);
    });
    readMessages(store, (message) => {
      if (!lost.delete(message.readInt32LE(8))) socket.write(message);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => {
    mood = 'is down';
    for (const { socket } of clients) socket.destroy();
    server.close();
  });

  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/?directConnection=true`,
    become: (next) => {
      mood = next;
      for (const { socket, release } of clients) {
        if (mood === 'is down') socket.destroy();
        if (mood === 'passes') release();
      }
    },
    leadTo: (uri) => {
      target = readAddress(uri);
    },
    inserts: () => inserts,
  };
}

function readAddress(uri: string): NetConnectOpts {
  const [, host = ''] = /^mongodb:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri) ?? [];
  const name = decodeURIComponent(host);
  if (name.startsWith('/')) return { path: name };
  const [hostname = '', port = '27017'] = name.split(':');
  return { host: hostname, port: Number(port) };
}

/** Cuts a stream into messages of MongoDB, each of which begins with its length. */
function readMessages(socket: Socket, onMessage: (message: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (part) => {
    rest = Buffer.concat([rest, part as Buffer]);
    while (rest.length >= HEADER_BYTES && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      onMessage(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  });
}

function isInsertCommand(message: Buffer): boolean {
  if (message.readInt32LE(12) !== OP_MSG) return false;
  return (
    'insert' in
    mongo.BSON.deserialize(message.subarray(COMMAND_AT), { allowObjectSmallerThanBufferSize: true })
  );
}

function refuse(message: Buffer): Buffer {
  const writeErrors = [{ index: 0, code: OUT_OF_DISK_SPACE, errmsg: 'no space left on device' }];
  const body = mongo.BSON.serialize({ ok: 1, n: 0, writeErrors });
  const answer = Buffer.alloc(COMMAND_AT + body.length);
  answer.writeInt32LE(answer.length, 0);
  answer.writeInt32LE(message.readInt32LE(4), 8);
  answer.writeInt32LE(OP_MSG, 12);
  answer.set(body, COMMAND_AT);
  return answer;
}
