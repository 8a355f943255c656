import type { TurnedAway } from './entry.ts';

/** Requests of nobody known, by the code of their refusal. */
export interface TurnedAwayCount {
  readonly add: (code: string) => void;
  /** Takes what was counted; undefined when nothing was. */
  readonly take: () => TurnedAway | undefined;
  /** Puts back what was taken and could not be written. */
  readonly putBack: (event: TurnedAway) => void;
}

/** More than there are in the table of errors; what comes after goes under one name. */
const MAX_CODES = 64;
const OTHER = 'OTHER';

/** Makes an empty count. @param now the gateway's clock */
export function createTurnedAwayCount(now: () => Date): TurnedAwayCount {
  let codes = new Map<string, number>();
  let from = '';
  let until = '';

  const count = (code: string, times: number) => {
    const key = codes.has(code) || codes.size < MAX_CODES ? code : OTHER;
    codes.set(key, (codes.get(key) ?? 0) + times);
  };

  return {
    add: (code) => {
      until = now().toISOString();
      if (codes.size === 0) from = until;
      count(code, 1);
    },
    take: () => {
      if (codes.size === 0) return undefined;
      const event: TurnedAway = { kind: 'turned-away', codes: Object.fromEntries(codes), from, until };
      codes = new Map();
      return event;
    },
    putBack: (event) => {
      if (codes.size === 0) until = event.until;
      from = event.from;
      for (const [code, times] of Object.entries(event.codes)) count(code, times);
    },
  };
}
