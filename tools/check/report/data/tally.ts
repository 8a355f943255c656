import type { FindingDocument } from '../../../../subgraphs/oversight/finding-document.ts';

/** What findings are counted by. */
export type Counted = Pick<FindingDocument, 'rule' | 'ppln' | 'country' | 'state'> & {
  /** Whether no earlier check had found it. */
  readonly isNew: boolean;
};

/** Findings that agree in all that is counted. */
export interface TallyCell extends Counted {
  readonly findings: number;
}

/** Counts findings as they come: one cell for each rule, committee, country, state and novelty that occurs, however many they are. */
export interface Tally {
  readonly add: (finding: Counted) => void;
  readonly cells: () => readonly TallyCell[];
}

/** Makes one that has counted nothing. */
export function createTally(): Tally {
  const cells = new Map<string, TallyCell & { findings: number }>();
  return {
    add: ({ rule, ppln, country, state, isNew }) => {
      const key = `${rule}|${ppln ?? ''}|${country}|${state}|${isNew}`;
      const cell = cells.get(key);
      if (cell) cell.findings++;
      else cells.set(key, { rule, ...(ppln !== undefined && { ppln }), country, state, isNew, findings: 1 });
    },
    cells: () => [...cells.values()],
  };
}

/** Adds up the cells that have the same name, such as those of a rule; cells without a name count nowhere. Pure. */
export function sumBy(
  cells: readonly TallyCell[],
  nameOf: (cell: TallyCell) => string | undefined,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const cell of cells) {
    const name = nameOf(cell);
    if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + cell.findings);
  }
  return sums;
}

/** Adds up all cells. Pure. */
export function sum(cells: readonly TallyCell[]): number {
  return cells.reduce((total, { findings }) => total + findings, 0);
}
