/** A stream of numbers that depends on nothing but the seed, the subject and the purpose it was begun for. */
export interface Random {
  /** Begins the stream of a subject (a whole number under 2^32) for a purpose, so that streams never depend on each other. */
  readonly begin: (subject: number, purpose: number) => void;
  /** From 0 up to but without 1, in steps of 2^-32. */
  readonly next: () => number;
  /** A whole number from 0 up to but without `limit`. */
  readonly below: (limit: number) => number;
  /** A whole number, both ends included; `from` when `until` lies before it. */
  readonly between: (from: number, until: number) => number;
  /** True for this share of the streams. */
  readonly chance: (share: number) => boolean;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  /** One of the values, each with its share. */
  readonly among: <Value>(shares: Shares<Value>) => Value;
}

/** Values with the upper limits of their shares, the last of which is 1. */
export interface Shares<Value> {
  readonly values: readonly Value[];
  readonly limits: readonly number[];
}

/** Makes shares from weights of any sum; values of weight 0 are never drawn. */
export function createShares<Value>(weights: Iterable<readonly [Value, number]>): Shares<Value> {
  const entries = [...weights].filter(([, weight]) => weight > 0);
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let reached = 0;
  const limits = entries.map(([, weight]) => {
    reached += weight;
    return reached / total;
  });
  limits[limits.length - 1] = 1;
  return { values: entries.map(([value]) => value), limits };
}

/** Makes shares from weights by code. */
export function sharesOf<Code extends string>(weights: Readonly<Record<string, number>>): Shares<Code> {
  return createShares(Object.entries(weights) as [Code, number][]);
}

/** Scrambles 32 bits; equal bits give equal bits. */
export function scramble(bits: number): number {
  let x = bits | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

const WARM_UP_ROUNDS = 10;

/**
 * Makes a generator of streams: Chris Doty-Humphrey's sfc32 (of PractRand), begun anew for each subject and purpose.
 * Not for secrets.
 */
export function createRandom(seed: number): Random {
  const high = Math.floor(seed / 2 ** 32) >>> 0;
  const [keyA, keyB, keyC] = [1, 2, 3].map((n) =>
    scramble(scramble(seed >>> 0) ^ scramble(high ^ Math.imul(n, 0x9e3779b9))),
  ) as [number, number, number];
  let a = 0;
  let b = 0;
  let c = 0;
  let counter = 0;

  const bits = (): number => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  };
  const next = (): number => bits() / 2 ** 32;
  const below = (limit: number): number => Math.floor(next() * limit);

  return {
    begin: (subject, purpose) => {
      a = keyA ^ subject;
      b = keyB ^ Math.imul(purpose + 1, 0x9e3779b9);
      c = keyC ^ scramble(subject);
      counter = 1;
      for (let round = 0; round < WARM_UP_ROUNDS; round++) bits();
    },
    next,
    below,
    between: (from, until) => (until <= from ? from : from + below(until - from + 1)),
    chance: (share) => next() < share,
    pick: (values) => values[below(values.length)] as (typeof values)[number],
    among: ({ values, limits }) => {
      const drawn = next();
      let index = 0;
      while (drawn >= (limits[index] as number)) index++;
      return values[index] as (typeof values)[number];
    },
  };
}
