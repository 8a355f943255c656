import type { Fault } from './fault.ts';

/** Looks on after an entry that was not the next one, until it can be told what happened. */
export interface OrderWatch {
  /** Tells it the sequence of every further entry. */
  readonly see: (sequence: number) => void;
  readonly fault: () => Fault;
}

/**
 * Where `expected` should have come, `came` did. Either entries are missing between them, or one of them stands at
 * another place, or this one does not belong here: which of them is told by those that follow. Keeps no more of them
 * than a few numbers.
 */
export function watchOrder(chain: string, expected: number, came: number): OrderWatch {
  let next: number | undefined;
  let lateOne: number | undefined;
  let isDouble = false;
  let reached = expected - 1;
  const fault = (kind: Fault['kind'], sequence: number, through: number, why: string): Fault => ({
    kind,
    chain,
    sequence,
    through,
    why,
  });
  return {
    see: (sequence) => {
      next ??= sequence;
      if (sequence >= expected && sequence < came) lateOne ??= sequence;
      isDouble ||= sequence === came;
      if (sequence === reached + 1) reached = sequence;
    },
    fault: () => {
      if (came < expected) return fault('inserted', came, came, 'one of this sequence stood before it');
      if (next !== expected) {
        return lateOne === undefined
          ? fault('removed', expected, came - 1, `entry ${came} comes next`)
          : fault('reordered', lateOne, lateOne, `it stands after entry ${came}`);
      }
      const stray = `it stands between entries ${expected - 1} and ${expected}`;
      return isDouble || reached < came - 1
        ? fault('inserted', came, came, stray)
        : fault('reordered', came, came, stray);
    },
  };
}
