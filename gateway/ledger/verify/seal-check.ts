import { createHash, type Hash } from 'node:crypto';
import type { Fault } from './fault.ts';
import { readId, type SealLine } from './ledger-line.ts';
import { hashStatement, NO_STATEMENT, type Seal, type StatementReader } from './statement-reader.ts';

/** Follows the seals of one chain, and what was sealed under them. */
export interface SealCheck {
  /** In the order of their numbers, before any entry. */
  readonly seal: (line: SealLine) => Fault | undefined;
  /** A stub, or an entry that is marked for a seal which may never have been made. */
  readonly sealed: (sequence: number, number: number, hash: string, isStub: boolean) => Fault | undefined;
  /** At the end of what was read, of which `from` and `through` are the first and last entry. */
  readonly end: (from: number, through: number) => Fault | undefined;
  readonly count: () => number;
  /** Seals that reach beyond what was read, so that not all of their entries were seen. */
  readonly unfinished: () => number;
}

interface OpenSeal {
  readonly seal: Seal;
  readonly digest: Hash;
  count: number;
}

/** Makes the check for one chain. */
export function createSealCheck(chain: string, reader: StatementReader): SealCheck {
  const open = new Map<number, OpenSeal>();
  let last: { readonly number: number; readonly hash: string } = { number: 0, hash: NO_STATEMENT };
  let unfinished = 0;
  const faultAt = (kind: Fault['kind'], why: string, { from, through } = { from: 0, through: 0 }): Fault => ({
    kind,
    chain,
    sequence: from,
    through,
    why,
  });
  return {
    seal: ({ jws, id }) => {
      const seal = reader.seal(jws);
      if (seal === undefined || seal.chain !== chain || seal.from > seal.through) {
        return faultAt('seal-forged', `the seal after number ${last.number} is signed by no key of the set`);
      }
      if (id !== undefined && readId(id)?.number !== seal.number) {
        return faultAt('seal-forged', `seal ${seal.number} is kept under another number`, seal);
      }
      if (seal.number !== last.number + 1 || seal.previous !== last.hash) {
        return faultAt('seal-removed', `seal ${seal.number} does not follow seal ${last.number}`, seal);
      }
      last = { number: seal.number, hash: hashStatement(jws) };
      open.set(seal.number, { seal, digest: createHash('sha256'), count: 0 });
      return undefined;
    },
    sealed: (sequence, number, hash, isStub) => {
      const found = open.get(number);
      if (!found) {
        const at = { from: sequence, through: sequence };
        return isStub ? faultAt('unsealed', `there is no seal ${number}`, at) : undefined;
      }
      if (sequence < found.seal.from || sequence > found.seal.through) {
        const at = { from: sequence, through: sequence };
        return faultAt('unsealed', `seal ${number} does not reach it`, at);
      }
      found.count++;
      found.digest.update(hash);
      return undefined;
    },
    end: (from, through) => {
      for (const { seal, count, digest } of open.values()) {
        if (seal.from < from || seal.through > through) unfinished++;
        else if (count !== seal.count) {
          return faultAt(
            'seal-broken',
            `seal ${seal.number} is of ${seal.count} entries, not ${count}`,
            seal,
          );
        } else if (digest.digest('hex') !== seal.digest) {
          return faultAt('seal-broken', `they are not those of seal ${seal.number}`, seal);
        }
      }
      return undefined;
    },
    count: () => open.size,
    unfinished: () => unfinished,
  };
}
