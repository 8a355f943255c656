import { NOT_GIVEN } from './rule.ts';

/** A worker as KP2MI tells Bawaslu: reduced, by months. */
export interface ReducedWorker {
  /** `ACTIVE`, `RETURNED` or `NONE`. */
  readonly placementState: string | null;
  readonly placements?: readonly ReducedPlacement[] | null;
  readonly repatriations?: readonly { readonly month: string | null }[] | null;
}

interface ReducedPlacement {
  readonly destinationCountry: { readonly code: string } | null;
  /** `YYYY-MM`; null while abroad. */
  readonly returnMonth: string | null;
}

/** A row, as far as the worker behind it is asked for. */
export interface RowOfWorker {
  readonly citizen: { readonly worker: ReducedWorker | null } | null;
}

/** The worker behind a row; null where KP2MI knows none, and not given where nobody can say whether there is one. */
export function workerOf({ citizen }: RowOfWorker): ReducedWorker | null | typeof NOT_GIVEN {
  if (citizen === null) return NOT_GIVEN;
  const { worker } = citizen;
  return worker !== null && worker.placementState === null ? NOT_GIVEN : worker;
}

/** Country of the placement that runs: the last one, unless it has ended. Null for who is on none, or where nobody tells. */
export function currentCountry({ placementState, placements }: ReducedWorker): string | null {
  const last = placements?.at(-1);
  if (placementState !== 'ACTIVE' || !last || last.returnMonth !== null) return null;
  return last.destinationCountry?.code ?? null;
}

/** The latest of some months, `YYYY-MM`; null when there is none. */
export function latestMonth(months: readonly (string | null)[]): string | null {
  let latest: string | null = null;
  for (const month of months) if (month !== null && (latest === null || month > latest)) latest = month;
  return latest;
}
