import type { Fault } from './fault.ts';
import type { Checkpoint, StatementReader } from './statement-reader.ts';

/** The checkpoints that a second place keeps. */
export interface KeptCheckpoints {
  readonly chains: () => Promise<readonly string[]>;
  /** Those of a chain in the order in which they came; one may have come twice. */
  readonly read: (chain: string) => AsyncIterable<string>;
}

/** Holds the checkpoints of one chain against those of the second place, without keeping either. */
export interface KeptCheck {
  /** One that was found good. */
  readonly compare: (checkpoint: Checkpoint, jws: string) => Promise<Fault | undefined>;
  /** After the last: what the second place knows of the chain beyond it. */
  readonly end: (last: { readonly number: number; readonly sequence: number }) => Promise<Fault | undefined>;
  /** Checkpoints that the second place does not have. */
  readonly missing: () => number;
  /** Checkpoints of the second place beyond what was read. */
  readonly beyond: () => number;
}

interface Kept {
  readonly jws: string;
  readonly number: number;
}

/** @param isWhole false where the chain was not read to its end: what lies beyond is counted, and no fault. */
export function createKeptCheck(
  chain: string,
  kept: KeptCheckpoints,
  reader: StatementReader,
  isWhole: boolean,
): KeptCheck {
  const lines = kept.read(chain)[Symbol.asyncIterator]();
  let current: Kept | undefined;
  let isStarted = false;
  let missing = 0;
  let beyond = 0;
  const advance = async () => {
    const { done, value } = await lines.next();
    current = done ? undefined : { jws: value, number: claimedNumber(value) };
  };
  const faultAt = (kind: Fault['kind'], sequence: number, why: string): Fault => ({
    kind,
    chain,
    sequence,
    why,
  });
  return {
    compare: async ({ number, sequence }, jws) => {
      if (!isStarted) await advance();
      isStarted = true;
      while (current && current.number < number) await advance();
      if (current?.number !== number) {
        missing++;
        return undefined;
      }
      const isSame = current.jws === jws;
      if (!isSame && reader.checkpoint(current.jws)?.chain === chain) {
        return faultAt(
          'checkpoint-contradicts',
          sequence,
          `checkpoint ${number} is another one in the second place`,
        );
      }
      if (!isSame)
        return faultAt('checkpoint-forged', sequence, `checkpoint ${number} in the second place is forged`);
      await advance();
      return undefined;
    },
    end: async (last) => {
      if (!isStarted) await advance();
      isStarted = true;
      for (; current; await advance()) {
        if (current.number <= last.number) continue;
        if (!isWhole) {
          beyond++;
          continue;
        }
        const checkpoint = reader.checkpoint(current.jws);
        if (checkpoint?.chain !== chain) {
          return faultAt(
            'checkpoint-forged',
            last.sequence,
            'the second place holds one that is signed by no key of the set',
          );
        }
        const { number, sequence } = checkpoint;
        if (sequence > last.sequence) {
          return {
            ...faultAt('cut-off', last.sequence + 1, `the second place has checkpoint ${number}`),
            through: sequence,
          };
        }
        return faultAt('checkpoint-removed', sequence, `the second place has checkpoint ${number}`);
      }
      return undefined;
    },
    missing: () => missing,
    beyond: () => beyond,
  };
}

/** The number that a statement gives itself, before anybody has looked at its signature; Infinity for what is none. */
function claimedNumber(jws: string): number {
  try {
    const { number } = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof number === 'number' ? number : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
