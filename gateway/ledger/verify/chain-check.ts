import { hash as hashOnce } from 'node:crypto';
import { NO_ENTRY } from '../write-entry.ts';
import type { ChainReport } from './chain-report.ts';
import { createCheckpointCheck } from './checkpoint-check.ts';
import { explainNoEntry, type ReadEntry, readEntry } from './entry-grammar.ts';
import type { Fault, FaultKind } from './fault.ts';
import { createKeptCheck, type KeptCheckpoints } from './kept-check.ts';
import { type CheckpointLine, type EntryLine, readId, type SealLine, type StubLine } from './ledger-line.ts';
import { createLinkCheck } from './link-check.ts';
import { type OrderWatch, watchOrder } from './order-watch.ts';
import { createSealCheck } from './seal-check.ts';
import { searchFieldsFit } from './search-fields-fit.ts';
import type { StatementReader } from './statement-reader.ts';

/** How much of a ledger is read, and what it is held against. */
export interface Scope {
  readonly reader: StatementReader;
  readonly kept?: KeptCheckpoints | undefined;
  /** True where every chain has to begin with its first entry. */
  readonly fromFirst: boolean;
  /** True where the end of what is read is the end of the chain. */
  readonly toLast: boolean;
  /** True for a sealed part, which may leave entries out. */
  readonly isPart: boolean;
}

/** Follows one chain, of which it keeps no more than its last entry. */
export interface ChainCheck {
  /** @param read what the text says, when that is known already. */
  readonly entry: (line: EntryLine, read?: ReadEntry) => void;
  readonly stub: (line: StubLine) => void;
  readonly checkpoint: (line: CheckpointLine) => Promise<void>;
  readonly seal: (line: SealLine) => void;
  readonly end: () => Promise<ChainReport>;
}

/**
 * Entries that a gateway can have written, at most, before it made a checkpoint: it makes one each second. A longer end
 * without one is a fault, or else whoever takes checkpoints away could write the end anew.
 */
export const MOST_UNCOVERED = 10_000;

/** Makes the check of one chain, which ends with the first fault of it. */
export function createChainCheck(chain: string, scope: Scope): ChainCheck {
  const { reader, kept, fromFirst, toLast, isPart } = scope;
  const links = createLinkCheck(chain);
  const checkpoints = createCheckpointCheck(chain, reader);
  const seals = createSealCheck(chain, reader);
  const keptCheck = kept && createKeptCheck(chain, kept, reader, toLast);
  const found = { entries: 0, stubs: 0, leftOut: 0, checkpoints: 0, clockWentBack: 0 };
  let first = 0;
  let last = { sequence: 0, hash: NO_ENTRY as string | undefined };
  let anchor: number | undefined;
  let firstTime: string | undefined;
  let lastTime: string | undefined;
  /** The last entry of which a checkpoint knows that has come too early. */
  let ahead = 0;
  let watch: OrderWatch | undefined;
  let fault: Fault | undefined;
  const fail = (kind: FaultKind, sequence: number, why: string, through = sequence) => {
    fault ??= links.pending() ?? { kind, chain, sequence, through, why };
  };
  /** Where the next entry, or what is left of it, has its place. @returns whether it is in it */
  const arrive = (sequence: number): boolean => {
    watch?.see(sequence);
    if (fault || watch) return false;
    if (sequence !== last.sequence + 1) {
      fault = links.pending();
      if (!fault) watch = watchOrder(chain, last.sequence + 1, sequence);
      return false;
    }
    if (ahead >= sequence)
      fail('checkpoint-reordered', sequence, `a checkpoint of entry ${ahead} stands before it`);
    return fault === undefined;
  };
  const pass = (sequence: number, hash: string) => {
    if (first === 0) first = sequence;
    last = { sequence, hash };
  };

  return {
    entry: (line, read = readEntry(line.text)) => {
      found.entries++;
      const id = line.stored && readId(line.stored._id);
      const sequence = id?.number ?? read?.sequence ?? last.sequence + 1;
      if (!fault && !watch && hashOnce('sha256', line.text) !== line.hash) {
        const at = id?.number ?? last.sequence + 1;
        return fail('changed', at, 'its text does not have its hash');
      }
      if (!arrive(sequence)) return;
      if (read === undefined)
        return fail('changed', sequence, `its text is no entry: ${explainNoEntry(line.text)}`);
      if (read.chain !== chain || read.sequence !== sequence) {
        return fail('reordered', sequence, `entry ${read.sequence} of ${read.chain} stands in its place`);
      }
      links.entry(sequence, read.previous, last.hash, line.hash, checkpoints.last().sequence);
      fault = links.fault();
      if (line.stored && !searchFieldsFit(line.stored, read)) {
        return fail('search-fields', sequence, 'what it is found by is not what it says');
      }
      const mark = line.stored?.sealing;
      if (typeof mark === 'number') fault ??= seals.sealed(sequence, mark, line.hash, false);
      if (lastTime !== undefined && read.time < lastTime) found.clockWentBack++;
      firstTime ??= read.time;
      lastTime = read.time;
      pass(sequence, line.hash);
    },
    stub: ({ id, hash, seal }) => {
      const sequence = readId(id)?.number ?? 0;
      if (seal === null) found.leftOut++;
      else found.stubs++;
      if (!arrive(sequence)) return;
      if (!/^[0-9a-f]{64}$/.test(hash)) return fail('changed', sequence, 'what is left of it is no hash');
      if (seal === null && !isPart)
        return fail('unsealed', sequence, 'it is left out, and this is no sealed part');
      links.stub();
      fault ??= links.fault();
      if (seal !== null) fault ??= seals.sealed(sequence, seal, hash, true);
      pass(sequence, hash);
    },
    checkpoint: async (line) => {
      found.checkpoints++;
      if (fault || watch) return;
      const isAnchor = !fromFirst && last.sequence === 0 && checkpoints.last().number === 0;
      const reading = checkpoints.take(line, last, isAnchor);
      links.checkpoint(reading.ok ? reading.checkpoint.sequence : 0);
      fault ??= links.fault();
      if (!reading.ok) fault ??= reading.fault;
      if (!reading.ok || fault) return;
      const { checkpoint } = reading;
      if (isAnchor && first === 0 && checkpoint.sequence > 0) {
        anchor = checkpoint.number;
        last = { sequence: checkpoint.sequence, hash: checkpoint.hash };
      } else if (checkpoint.sequence > last.sequence) ahead = checkpoint.sequence;
      fault ??= await keptCheck?.compare(checkpoint, line.jws);
    },
    seal: (line) => {
      fault ??= seals.seal(line);
    },
    end: async () => {
      fault ??= watch?.fault() ?? links.pending();
      if (ahead > last.sequence) fail('cut-off', last.sequence + 1, 'a checkpoint knows of it', ahead);
      fault ??= seals.end(first, last.sequence);
      const uncovered = Math.max(0, last.sequence - checkpoints.last().sequence);
      fault ??= await keptCheck?.end({ ...checkpoints.last(), sequence: last.sequence });
      if (uncovered > MOST_UNCOVERED) {
        fail(
          'uncovered',
          last.sequence - uncovered + 1,
          'no checkpoint covers so many entries',
          last.sequence,
        );
      }
      return {
        chain,
        from: first,
        through: last.sequence,
        ...found,
        anchor,
        uncovered,
        firstTime,
        lastTime,
        seals: seals.count(),
        unfinishedSeals: seals.unfinished(),
        missingInSecondPlace: keptCheck?.missing() ?? 0,
        beyond: keptCheck?.beyond() ?? 0,
        fault,
      };
    },
  };
}
