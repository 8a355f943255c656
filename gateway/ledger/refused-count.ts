/** Counts requests that were refused because nothing could be written, until an entry tells of them. */
export interface RefusedCount {
  readonly count: () => number;
  readonly add: () => void;
  /** So many have been written down. */
  readonly told: (count: number) => void;
}

/** Makes a counter at zero. */
export function createRefusedCount(): RefusedCount {
  let refused = 0;
  return {
    count: () => refused,
    add: () => {
      refused++;
    },
    told: (count) => {
      refused -= count;
    },
  };
}
