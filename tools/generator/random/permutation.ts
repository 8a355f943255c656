import { scramble } from './random.ts';

/** A shuffled order of the numbers from 0 up to but without a size, computed one by one: it takes no memory. */
export interface Permutation {
  readonly at: (index: number) => number;
  /** `inverse(at(i)) === i` */
  readonly inverse: (place: number) => number;
}

const ROUNDS = 4;

/**
 * Makes a permutation of `0 .. size-1` that depends only on the size and the key: a Feistel network over the next
 * power of four, walked until it lands inside.
 *
 * @see Black and Rogaway, Ciphers with Arbitrary Finite Domains, 2002
 */
export function createPermutation(size: number, key: number): Permutation {
  let halfBits = 1;
  while (4 ** halfBits < size) halfBits++;
  const mask = 2 ** halfBits - 1;
  const keys = Array.from({ length: ROUNDS }, (_, round) => scramble(scramble(key) + round));

  const forward = (value: number): number => {
    let left = value >>> halfBits;
    let right = value & mask;
    for (let round = 0; round < ROUNDS; round++) {
      const mixed = left ^ (scramble(right ^ (keys[round] as number)) & mask);
      left = right;
      right = mixed;
    }
    return ((left << halfBits) | right) >>> 0;
  };
  const backward = (value: number): number => {
    let left = value >>> halfBits;
    let right = value & mask;
    for (let round = ROUNDS - 1; round >= 0; round--) {
      const mixed = right ^ (scramble(left ^ (keys[round] as number)) & mask);
      right = left;
      left = mixed;
    }
    return ((left << halfBits) | right) >>> 0;
  };
  const walk = (step: (value: number) => number) => (start: number) => {
    let value = step(start);
    while (value >= size) value = step(value);
    return value;
  };
  return { at: walk(forward), inverse: walk(backward) };
}
