/** What can be wrong with a ledger. A closed list, explained in `../README.md`. */
export type FaultKind =
  /** An entry, or what is left of one, is not what was written there. */
  | 'changed'
  /** Entries are missing, and others follow. */
  | 'removed'
  /** An entry stands where another one or none belongs. */
  | 'inserted'
  /** An entry stands at another place than it was written at. */
  | 'reordered'
  /** Entries are missing at the end: a checkpoint knows of them. */
  | 'cut-off'
  /** More entries at the end than can have been written since a checkpoint have none. */
  | 'uncovered'
  /** What an entry is found by is not what it says. */
  | 'search-fields'
  /** A checkpoint is not signed by a key of the set, or is none. */
  | 'checkpoint-forged'
  | 'checkpoint-removed'
  | 'checkpoint-reordered'
  /** Two checkpoints that are both signed tell different stories. */
  | 'checkpoint-contradicts'
  | 'seal-forged'
  | 'seal-removed'
  /** The stubs of a seal are not the entries that it was signed for. */
  | 'seal-broken'
  /** A stub whose seal is not there: an entry was taken away. */
  | 'unsealed'
  /** The text of an agreement is not that of its version. */
  | 'agreement-changed'
  /** Something that is no part of a ledger. */
  | 'stray';

/** The first thing that is wrong with a chain. */
export interface Fault {
  readonly kind: FaultKind;
  /** `?` where it cannot be told. */
  readonly chain: string;
  /** The entry; 0 where it is about none. */
  readonly sequence: number;
  /** The last entry that it may be about, when that is another one. */
  readonly through?: number;
  /** A clause for people, without a value of the ledger that could be about a person. */
  readonly why: string;
}

/** `gateway/000000000012: changed: its text does not have its hash`. */
export function describeFault({ kind, chain, sequence, through, why }: Fault): string {
  const place = through === undefined || through === sequence ? `${sequence}` : `${sequence} to ${through}`;
  return `${sequence === 0 ? chain : `${chain} entry ${place}`}: ${kind.replaceAll('-', ' ')}: ${why}`;
}
