import { NOT_GIVEN, type WorkerRule } from './rule.ts';

const VOTING_AGE = 17;

interface Worker {
  readonly citizen: { readonly ageOn: number | null; readonly everMarried: boolean | null } | null;
}

/**
 * Works abroad, is old enough or was ever married, and has no row. Whoever has a row is left out before the rule is
 * asked: KP2MI's workers do not reach KPU, so Bawaslu compares the two by its own ids.
 */
export const b10EligibleUnregistered: WorkerRule<Worker> = {
  code: 'B10',
  name: 'ELIGIBLE_UNREGISTERED',
  version: 1,
  about: 'WORKER',
  worker: 'citizen { ageOn(date: $pollingDay) everMarried }',
  find: ({ citizen }) => {
    if (!citizen || citizen.ageOn === null || citizen.everMarried === null) return NOT_GIVEN;
    return citizen.ageOn >= VOTING_AGE || citizen.everMarried ? {} : null;
  },
};
