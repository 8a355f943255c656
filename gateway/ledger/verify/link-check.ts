import type { Fault } from './fault.ts';

/**
 * Follows the link from each entry to the one before. Where one does not hold, either the entry before was changed or
 * this one: the entry after it tells which, by whether it still follows this one.
 */
export interface LinkCheck {
  /** @param covered the last entry that a checkpoint was found to cover */
  readonly entry: (
    sequence: number,
    previous: string,
    before: string | undefined,
    hash: string,
    covered: number,
  ) => void;
  /** A stub comes next, which does not tell what it follows. */
  readonly stub: () => void;
  /** A checkpoint comes next, that was found good for this entry; 0 when it was not. */
  readonly checkpoint: (sequence: number) => void;
  /** The fault, once it is certain. */
  readonly fault: () => Fault | undefined;
  /** The fault that has to do, when nothing comes that makes it certain. */
  readonly pending: () => Fault | undefined;
}

/** Makes the check for one chain. */
export function createLinkCheck(chain: string): LinkCheck {
  let broken: { readonly at: number; readonly hash: string; readonly certain: boolean } | undefined;
  let fault: Fault | undefined;
  const changed = (sequence: number, through = sequence): Fault => ({
    kind: 'changed',
    chain,
    sequence,
    through,
    why:
      through === sequence
        ? 'the entry beside it is linked to another one'
        : 'the second does not follow the first',
  });
  const pending = () => fault ?? (broken && changed(broken.certain ? broken.at : broken.at - 1, broken.at));
  return {
    entry: (sequence, previous, before, hash, covered) => {
      if (broken) {
        fault ??= broken.certain || previous !== broken.hash ? changed(broken.at) : changed(broken.at - 1);
        return;
      }
      if (previous === before) return;
      // Of the entry before the first nothing was read, and one that a checkpoint covers is as it was.
      broken = { at: sequence, hash, certain: covered === sequence - 1 };
    },
    stub: () => {
      fault ??= pending();
    },
    checkpoint: (sequence) => {
      if (!broken) return;
      fault ??= sequence === broken.at && !broken.certain ? changed(broken.at - 1) : changed(broken.at);
    },
    fault: () => fault,
    pending,
  };
}
