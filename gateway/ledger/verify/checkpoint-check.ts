import type { Fault, FaultKind } from './fault.ts';
import { type CheckpointLine, readId } from './ledger-line.ts';
import { type Checkpoint, hashStatement, NO_STATEMENT, type StatementReader } from './statement-reader.ts';

/** What was read of a chain when a checkpoint comes. */
export interface ReadSoFar {
  /** The last entry; 0 before the first. */
  readonly sequence: number;
  readonly hash: string | undefined;
}

/** A checkpoint that was found good, or what is wrong. */
export type CheckpointReading =
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | { readonly ok: false; readonly fault: Fault };

/** Follows the checkpoints of one chain. */
export interface CheckpointCheck {
  readonly take: (line: CheckpointLine, last: ReadSoFar, isAnchor: boolean) => CheckpointReading;
  /** Number and sequence of the last one; zeros before the first. */
  readonly last: () => { readonly number: number; readonly sequence: number };
}

/** Makes the check for one chain: signature, number, the checkpoint before, and the hash of the entry it names. */
export function createCheckpointCheck(chain: string, reader: StatementReader): CheckpointCheck {
  let last = { number: 0, sequence: 0, hash: NO_STATEMENT };
  const fail = (kind: FaultKind, sequence: number, why: string, through = sequence): CheckpointReading => ({
    ok: false,
    fault: { kind, chain, sequence, through, why },
  });
  return {
    take: ({ jws, stored }, { sequence, hash }, isAnchor) => {
      const checkpoint = reader.checkpoint(jws);
      if (checkpoint === undefined || checkpoint.chain !== chain) {
        const why = `the checkpoint after number ${last.number} is signed by no key of the set`;
        return fail('checkpoint-forged', sequence, why);
      }
      const { number } = checkpoint;
      const at = checkpoint.sequence;
      if (stored && (readId(stored.id)?.number !== number || stored.sequence !== at)) {
        return fail('checkpoint-forged', at, `checkpoint ${number} is kept under what it does not say`);
      }
      if (!isAnchor && number > last.number + 1) {
        return fail('checkpoint-removed', at, `checkpoint ${number} follows checkpoint ${last.number}`);
      }
      if (!isAnchor && number <= last.number) {
        return fail('checkpoint-reordered', at, `checkpoint ${number} follows checkpoint ${last.number}`);
      }
      if (!isAnchor && (checkpoint.previous !== last.hash || at < last.sequence)) {
        return fail('checkpoint-contradicts', at, `checkpoint ${number} is not made after the one before it`);
      }
      if (at < sequence) {
        return fail('checkpoint-reordered', at, `checkpoint ${number} stands after entry ${sequence}`);
      }
      if (at === sequence && hash !== checkpoint.hash) {
        const why = `checkpoint ${number} was signed over other entries`;
        return fail('changed', Math.min(last.sequence + 1, at), why, at);
      }
      last = { number, sequence: at, hash: hashStatement(jws) };
      return { ok: true, checkpoint };
    },
    last: () => last,
  };
}
