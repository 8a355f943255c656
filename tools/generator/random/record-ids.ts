import { createCipheriv, createHash } from 'node:crypto';

/** Collections whose ids are derived, each with a number of its own. */
export const RECORD_KINDS = [
  'citizen',
  'ghost',
  'worker',
  'selfReport',
  'consularCase',
  'training',
  'voter',
  'passport',
  'crossing',
  'deferredApplication',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Gives the spine form of the id of the nth record of a kind about a subject: 16 latin1 characters. */
export type RecordIds = (kind: RecordKind, subject: number, nth?: number) => string;

const numberOf = Object.fromEntries(RECORD_KINDS.map((kind, index) => [kind, index])) as Record<
  RecordKind,
  number
>;

/**
 * Makes spine ids from a seed; each database gets them as its owner knows them. One AES block is a permutation of 128 bits, so that different records never have the same id;
 * without the seed an id says nothing about the record.
 */
export function createRecordIds(seed: number): RecordIds {
  const key = createHash('sha256').update(`simpul ids ${seed}`).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const block = Buffer.alloc(16);
  return (kind, subject, nth = 0) => {
    block.writeUInt32BE(numberOf[kind], 0);
    block.writeUInt32BE(nth, 4);
    block.writeUInt32BE(subject, 12);
    return cipher.update(block).toString('latin1');
  };
}
