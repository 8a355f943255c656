import { createHash } from 'node:crypto';
import type { ChainEnd } from './link-entries.ts';
import type { SignStatement } from './statement-signer.ts';
import { entryId } from './stored-entry.ts';

/** Name of the collection of checkpoints. */
export const CHECKPOINTS = 'checkpoints';

/** A checkpoint as the store holds it. */
export interface StoredCheckpoint {
  /** `chain/number`, the number in twelve digits. */
  readonly _id: string;
  /** Compact JWS; its payload says the same sequence. */
  readonly jws: string;
  /** The last entry that it covers. */
  readonly sequence: number;
}

/** The last checkpoint of a chain, as the next one refers to it. */
export interface LastCheckpoint {
  readonly number: number;
  readonly jws: string;
  readonly sequence: number;
}

/** What the first checkpoint has in place of the hash of the one before. */
const NO_CHECKPOINT = '0'.repeat(64);

/** Makes the checkpoint of a chain that ends so. */
export function createCheckpoint(
  chain: string,
  { sequence, hash }: ChainEnd,
  last: LastCheckpoint | undefined,
  time: Date,
  signStatement: SignStatement,
): StoredCheckpoint {
  const number = (last?.number ?? 0) + 1;
  const previous = last ? createHash('sha256').update(last.jws).digest('hex') : NO_CHECKPOINT;
  const jws = signStatement('simpul-checkpoint+jwt', {
    chain,
    hash,
    number,
    previous,
    sequence,
    time: time.toISOString(),
    version: 1,
  });
  return { _id: entryId(chain, number), jws, sequence };
}

/** The number of a checkpoint, or of a seal, by its id. */
export function numberOf({ _id }: { readonly _id: string }): number {
  return Number(_id.slice(_id.indexOf('/') + 1));
}
