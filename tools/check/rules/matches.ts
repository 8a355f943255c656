/** Rows of the list that have something in common, as KPU counts them: who they are is not said. */
export interface RowMatch {
  /** Equal on rows that match, and of no other use. */
  readonly token: string;
  readonly rows: number;
  readonly committees: number;
  readonly persons: number;
}
