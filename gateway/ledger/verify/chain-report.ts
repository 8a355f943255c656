import type { Fault } from './fault.ts';

/** What was found in one chain. */
export interface ChainReport {
  readonly chain: string;
  /** First and last entry that was read; 0 when there was none. */
  readonly from: number;
  readonly through: number;
  readonly entries: number;
  /** Entries of which only the hash is left, under a seal. */
  readonly stubs: number;
  /** Entries of which a sealed part tells the hash alone. */
  readonly leftOut: number;
  readonly checkpoints: number;
  /** Number of the checkpoint that the first entry follows; undefined where the chain was read from its beginning. */
  readonly anchor: number | undefined;
  /** Entries at the end that no checkpoint covers yet: whether they are all, nothing tells. */
  readonly uncovered: number;
  readonly firstTime: string | undefined;
  readonly lastTime: string | undefined;
  /** Entries whose time is before that of the entry before. No fault: clocks are set. */
  readonly clockWentBack: number;
  readonly seals: number;
  /** Seals whose entries were not all read. */
  readonly unfinishedSeals: number;
  /** Checkpoints that the second place does not have; 0 where there is none. */
  readonly missingInSecondPlace: number;
  /** Checkpoints of the second place beyond what was read. */
  readonly beyond: number;
  readonly fault: Fault | undefined;
}
