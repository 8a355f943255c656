/** An organisation that takes part, as `schema/agencies.yaml` describes it. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  /** What its units are called and which codes they have; absent when it has no units. */
  readonly units?: { readonly kind: string; readonly codes: readonly string[] };
  /** Dotted Kemendagri codes of the regions that it answers for (`31`, `35.09`). */
  readonly regions?: readonly string[];
  /** True for the agency through which persons ask about themselves: its officers are persons. */
  readonly isSubjectAccess: boolean;
}

/** Agencies that act as one in agreements, and as the owner of a subgraph that they share. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** Who takes part, and which subgraph is whose. */
export interface Participants {
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Subgraph name to the agency or group that provides its data. */
  readonly providers: ReadonlyMap<string, string>;
}
