import { type CrossRows, createCrossRows } from '../plan/cross-rows.ts';
import type { Plan } from '../plan/plan.ts';
import { createRandom, type Random } from '../random/random.ts';
import { createRecordIds, type RecordIds } from '../random/record-ids.ts';
import { createOrigins, type Origins } from './origin-slots.ts';
import { createRates, type Rates } from './rates.ts';

/** What everything about a person is drawn from. */
export interface Sources {
  readonly plan: Plan;
  readonly random: Random;
  readonly ids: RecordIds;
  readonly origins: Origins;
  readonly rates: Rates;
  readonly crossRows: CrossRows;
}

/** Purposes of streams of random numbers: what is drawn for one does not change what is drawn for another. */
export const stream = {
  identity: 0,
  contact: 1,
  residence: 2,
  passport: 3,
  work: 4,
  stay: 5,
  consularCase: 6,
  training: 7,
  journey: 8,
  row: 9,
  sharedAddress: 10,
} as const;

/** Prepares the sources of a plan. */
export function createSources(plan: Plan): Sources {
  return {
    plan,
    random: createRandom(plan.seed),
    ids: createRecordIds(plan.seed),
    origins: createOrigins(plan),
    rates: createRates(plan),
    crossRows: createCrossRows(plan),
  };
}
