/** What a ledger is read as, from its store or from an export: one of these after the other. */
export type LedgerLine = EntryLine | StubLine | CheckpointLine | SealLine | AgreementLine | StrayLine;

/** An entry, whole. */
export interface EntryLine {
  readonly kind: 'entry';
  readonly text: string;
  readonly hash: string;
  /** What else the store holds of it; absent in an export. */
  readonly stored?: StoredFields;
}

/** What stands in the store beside text and hash: nobody has checked yet what it is. */
export type StoredFields = Readonly<Record<string, unknown>> & { readonly _id: string };

/** What is left of a sealed entry. */
export interface StubLine {
  readonly kind: 'stub';
  readonly id: string;
  readonly hash: string;
  /** Number of the seal; null in a sealed part, for an entry that it leaves out. */
  readonly seal: number | null;
}

export interface CheckpointLine {
  readonly kind: 'checkpoint';
  readonly jws: string;
  /** By what the store finds it; absent in an export. */
  readonly stored?: { readonly id: string; readonly sequence: unknown };
}

export interface SealLine {
  readonly kind: 'seal';
  readonly jws: string;
  /** Absent in an export. */
  readonly id?: string;
}

/** The text of an agreement as it was used. */
export interface AgreementLine {
  readonly kind: 'agreement';
  readonly version: string;
  readonly text: string;
}

/** What is none of these. */
export interface StrayLine {
  readonly kind: 'stray';
  /** Where it stands: an id of the store, or a line of a file. */
  readonly place: string;
}

const ID = /^(.{1,63})\/(\d{12})$/s;

/** Chain and number of an id, `chain/000000000001`; undefined when it is none. */
export function readId(id: string): { readonly chain: string; readonly number: number } | undefined {
  const [, chain, number] = ID.exec(id) ?? [];
  return chain === undefined ? undefined : { chain, number: Number(number) };
}
