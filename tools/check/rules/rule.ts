/** What makes a finding one: codes, months, counts and tokens, never a value that tells a person. */
export type Evidence = Readonly<Record<string, string | number | boolean>>;

/** What a rule says where a field that it cannot do without was null: neither a finding nor its absence. */
export const NOT_GIVEN = Symbol('not given');

/** What a rule says where the counts that it needs are suppressed because they are small. */
export const TOO_SMALL = Symbol('too small');

/** What a rule says of a subject: evidence of a finding, null for none, or why it cannot tell. */
export type Verdict = Evidence | null | typeof NOT_GIVEN | typeof TOO_SMALL;

/** What rules know of the list as a whole. */
export interface ListFacts {
  /** Code of the election. */
  readonly election: string;
  /** `YYYY-MM-DD` */
  readonly pollingDay: string;
  /** Day on which the list was fixed, `YYYY-MM-DD`; null where KPU does not say. */
  readonly listFixedOn: string | null;
}

/** What rules about rows know beside the row: it is read by committee and method, which it need not be asked for. */
export interface RowFacts extends ListFacts {
  /** How the person votes: `TPSLN`, `KSK` or `POS`. */
  readonly method: string;
}

/** What every rule is told of the committee on whose list a row stands, beside what it asks for. */
export interface CommitteeFacts {
  /** KPU code, six digits. */
  readonly code: string;
  readonly country: { readonly code: string };
}

/** A rule as it is listed. Rules are data: what they need of the graph, and a pure function of that. */
interface Described {
  /** `B01` to `B20`. */
  readonly code: string;
  readonly name: string;
  /** Raised whenever the rule finds something else than before. */
  readonly version: number;
}

/*
 * `find` is declared as a method in all of these: a rule says the type of what its own selection gives, and whoever runs
 * rules hands them whatever came.
 */

/** A rule about each row of the list. */
export interface VoterRule<Row = object, Committee = object> extends Described {
  readonly about: 'VOTER';
  /** Selection on `Voter`. */
  readonly voter: string;
  /** Selection on `Ppln`, of the row's committee. */
  readonly committee?: string;
  /** Whether it asks in what rows are alike, which is null for who may not see the whole list too: that is no answer. */
  readonly needsWholeList?: true;
  find(row: Row, committee: Committee & CommitteeFacts, facts: RowFacts): Verdict;
}

/** A rule about whoever works abroad and has no row on the list. */
export interface WorkerRule<Worker = object> extends Described {
  readonly about: 'WORKER';
  /** Selection on `Worker`; `$pollingDay` is a variable that it may use. */
  readonly worker: string;
  find(worker: Worker, list: ListFacts): Verdict;
}

/** A rule about each committee. */
export interface CommitteeRule<Committee = object> extends Described {
  readonly about: 'COMMITTEE';
  /** Selection on `Ppln`. */
  readonly committee: string;
  find(committee: Committee): Verdict;
}

/** A rule about each polling station, mobile box and postal unit. */
export interface PollingPointRule<Point = object> extends Described {
  readonly about: 'POLLING_POINT';
  /** Selection on `PollingPoint`. */
  readonly point: string;
  find(point: Point): Verdict;
}

/** A rule that cannot be checked: no agency of the graph holds what it takes. It is reported as such, never as passed. */
export interface UndecidableRule extends Described {
  readonly about: 'NOBODY_HOLDS_IT';
  /** What nobody holds, to end the sentence "No agency of the graph holds". */
  readonly lacking: string;
}

/** Any rule. */
export type Rule = VoterRule | WorkerRule | CommitteeRule | PollingPointRule | UndecidableRule;
