import fc from 'fast-check';
import { createRandom } from '../random-operation.ts';

/** A source of numbers in [0, 1) that is the same at every run of the gate, as `seed.ts` says. */
export function createGateRandom(): () => number {
  return createRandom(fc.readConfigureGlobal().seed ?? Date.now());
}
