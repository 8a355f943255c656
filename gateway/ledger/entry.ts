/**
 * What the ledger writes down. A closed list: an entry has these fields, all of them, and no others. Nothing here is
 * a value of a person: persons are known by the ledger's own ids, officers by a keyed hash, operations by their hash.
 *
 * The shapes are documented field by field, for whoever writes a verifier, in `README.md` beside this file.
 */

/** The format of entries. Another number is another format. */
export const ENTRY_VERSION = 1;

/** One entry: an event, and its place in the chain of one gateway. */
export interface Entry {
  /** The gateway instance that wrote it; each has a chain of its own. */
  readonly chain: string;
  readonly event: LedgerEvent;
  /** SHA-256 of the entry before, 64 hexadecimal digits; zeros for the first. */
  readonly previous: string;
  /** From 1, without gaps. This is the order; clocks can go back. */
  readonly sequence: number;
  /** What the gateway's clock said, ISO 8601 in UTC with milliseconds. */
  readonly time: string;
  readonly version: typeof ENTRY_VERSION;
}

export type LedgerEvent = Opened | Intent | Operation | AgreementChange | TurnedAway;

/** A gateway began, or began again, to write its chain. */
export interface Opened {
  readonly kind: 'opened';
  readonly reason: 'started' | 'recovered';
  /** Operations that were refused because nothing could be written, and so have no entry, since the entry before. */
  readonly refused: number;
}

/** Who asks, and for what. */
interface Asked {
  /** Id of the agency. */
  readonly agency: string;
  /** Keyed hash of the agency and the officer's name in its tokens: 43 characters of base64url. */
  readonly officer: string;
  readonly operation: {
    /** SHA-256 of its text, 64 hexadecimal digits; null when it was never read, or held an identifier. */
    readonly hash: string | null;
    readonly name: string | null;
  };
  /** Version of agencies, agreements and graph together, 16 hexadecimal digits. */
  readonly policy: string;
  /** Null when none of the list was stated. */
  readonly purpose: string | null;
  /** The request id, which the answer and the log carry. */
  readonly request: string;
  /** SHA-256 of the composed graph, 64 hexadecimal digits. */
  readonly supergraph: string;
  /** Code of the unit; null for an officer of the agency itself. */
  readonly unit: string | null;
}

/** An agreement as it was used. */
export interface UsedAgreement {
  /** Ids of the clauses, in order. */
  readonly clauses: readonly string[];
  readonly id: string;
  /** SHA-256 of its file, 64 hexadecimal digits. */
  readonly version: string;
}

/** What was about to pass between agencies, or a change that was about to be made: written before the first call. */
export interface Intent extends Asked {
  readonly kind: 'intent';
  readonly agreements: readonly UsedAgreement[];
  readonly disclosures: readonly PlannedDisclosure[];
}

/** Values of coordinates that one agency would give another's subgraph. */
export interface PlannedDisclosure {
  /** `Type.field`, in order. */
  readonly coordinates: readonly string[];
  readonly provider: string;
  readonly recipient: string;
}

/** Values of coordinates that reached a recipient. */
export interface Disclosed extends PlannedDisclosure {
  /** How many of `persons` of the entry they are about. */
  readonly persons: number;
  /** How many objects hold values of the provider: those of the answer for the consumer, for a subgraph those it was asked about. */
  readonly rows: number;
  /** Which of `persons` of the entry: spans of places, each the first one and how many. */
  readonly who: readonly (readonly [first: number, count: number])[];
}

/**
 * What access rules said: all was given, some of it, nothing because of them, or they were not asked because the request
 * had been refused before.
 */
export type EntryDecision = 'given' | 'given-in-part' | 'refused' | 'undecided';

/** One operation that somebody known asked, whatever became of it. Written before the first byte of its answer. */
export interface Operation extends Asked {
  readonly kind: 'operation';
  readonly agreements: readonly UsedAgreement[];
  readonly decision: EntryDecision;
  /** In the order of coordinates. */
  readonly denied: readonly { readonly code: string; readonly coordinate: string }[];
  /** At most one for each provider and recipient, in their order. */
  readonly disclosures: readonly Disclosed[];
  /** Milliseconds from the request's arrival to this entry. */
  readonly durationMs: number;
  /** Sequence of the intent in this chain; null when nothing was to pass between agencies or to be changed. */
  readonly intent: number | null;
  readonly outcome: {
    /** Codes of the errors in the answer, each once, in order. */
    readonly codes: readonly string[];
    /** HTTP status of the answer; 499 when the client had gone. */
    readonly status: number;
  };
  /** The ledger's own ids of everybody whom a disclosure is about, each once: 22 characters of base64url. */
  readonly persons: readonly string[];
  /** First day, `YYYY-MM-DD` in Jakarta, on which the persons may be shown this entry; null where nothing is held back. */
  readonly shownFrom: string | null;
}

/** An agreement took effect, changed, or ceased to give data. */
export interface AgreementChange {
  readonly kind: 'agreement';
  readonly agreement: string;
  /** Version that stood before; null when there was none. */
  readonly before: string | null;
  readonly change: 'took-effect' | 'changed' | 'suspended' | 'ended' | 'expired' | 'removed';
  /** What consumers gain and lose by it, a sentence each. */
  readonly differences: readonly string[];
  /** SHA-256 of its file, 64 hexadecimal digits; null when it was removed. */
  readonly version: string | null;
}

/** Requests of nobody known, which are counted together: a stranger must not be able to fill the ledger. */
export interface TurnedAway {
  readonly kind: 'turned-away';
  /** Code of the refusal to how many there were. */
  readonly codes: Readonly<Record<string, number>>;
  /** When the first and the last of them came, as the gateway's clock said. */
  readonly from: string;
  readonly until: string;
}
