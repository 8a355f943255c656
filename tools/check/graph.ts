/** What the operations of a check ask for beside what rules need: see `writeOperations`. */

/** An election. Source: KPU. */
export interface Election {
  readonly code: string;
  readonly name: string | null;
  /** `YYYY-MM-DD` */
  readonly pollingDay: string | null;
  readonly listFixedOn: string | null;
}

/** An overseas election committee. Source: KPU. */
export interface Committee {
  /** Six digits. */
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly country: { readonly code: string };
  readonly methods:
    | readonly { readonly method: string; readonly points: number; readonly capacity: number }[]
    | null;
}

/** The voter list as a whole. */
export interface ListData {
  readonly elections: readonly Election[];
  readonly pplnList: readonly Committee[];
}

/** A row of the list; rules look at more of it. */
export interface Row {
  /** Bawaslu's id of the row. */
  readonly id: string;
  readonly citizen: { readonly id: string; readonly worker?: object | null } | null;
}

/** A worker who is abroad for KP2MI; rules look at more of it. */
export interface WorkerRow {
  readonly citizen: { readonly id: string } | null;
  readonly placementState: string | null;
  readonly placements:
    | readonly {
        readonly destinationCountry: { readonly code: string } | null;
        readonly returnMonth: string | null;
      }[]
    | null;
}

/** Where a page stands. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** A page of rows of the list. */
export interface VotersData {
  readonly voters: { readonly nodes: readonly Row[]; readonly pageInfo: PageInfo };
}

/** A page of workers. */
export interface WorkersData {
  readonly workers: { readonly nodes: readonly WorkerRow[]; readonly pageInfo: PageInfo };
}

/** One committee, with what rules about it and its polling points need. */
export interface CommitteeData {
  readonly ppln: {
    readonly code: string;
    readonly pollingPoints?: readonly { readonly code: string }[] | null;
  } | null;
}
