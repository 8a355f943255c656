import mongoose from 'mongoose';

const { BSON } = mongoose.mongo;

const HEADER_BYTES = 16;
const OP_MSG = 2013;
/** Header, flags, kind of the first section, then a document: its length and the type of its first field. */
const COMMAND_AT = HEADER_BYTES + 4 + 1 + 4 + 1;

/** What becomes of a part of a stream: what goes on to the store, and what is answered in its place. */
export interface Filtered {
  readonly forward: Buffer;
  readonly answer: Buffer;
}

/**
 * Makes what cuts the stream of a driver into messages and, while the store is to be full, answers inserts as a store
 * does whose disk is.
 *
 * @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
export function createMessageFilter(isFull: () => boolean): (part: Buffer) => Filtered {
  let rest = Buffer.alloc(0);
  return (part) => {
    rest = Buffer.concat([rest, part]);
    const forward: Buffer[] = [];
    const answer: Buffer[] = [];
    while (rest.length >= HEADER_BYTES && rest.length >= rest.readInt32LE(0)) {
      const message = rest.subarray(0, rest.readInt32LE(0));
      rest = rest.subarray(message.length);
      if (isFull() && commandOf(message) === 'insert') answer.push(refuse(message.readInt32LE(4)));
      else forward.push(message);
    }
    return { forward: Buffer.concat(forward), answer: Buffer.concat(answer) };
  };
}

function commandOf(message: Buffer): string | undefined {
  if (message.readInt32LE(12) !== OP_MSG) return undefined;
  return message.toString('latin1', COMMAND_AT, message.indexOf(0, COMMAND_AT));
}

function refuse(requestId: number): Buffer {
  const body = BSON.serialize({
    ok: 0,
    code: 14_031,
    codeName: 'OutOfDiskSpace',
    errmsg: 'No space left on device',
  });
  const head = Buffer.alloc(HEADER_BYTES + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([head, body]);
}
