import { type CommitteeRule, NOT_GIVEN, TOO_SMALL } from './rule.ts';

interface Committee {
  /** Who came to stations and boxes, by the list that they came from; null for who may not see it. */
  readonly attendanceByList: {
    /** Null when it, or a cell, is suppressed. */
    readonly total: number | null;
    readonly cells: readonly Cell[] | null;
  } | null;
}

interface Cell {
  readonly code: string;
  /** Null when it is suppressed. */
  readonly count: number | null;
}

/** More came to stations and boxes from the special list (DPK) than from the fixed one. */
export const b20DpkSurge: CommitteeRule<Committee> = {
  code: 'B20',
  name: 'DPK_SURGE',
  version: 1,
  about: 'COMMITTEE',
  committee: 'attendanceByList { total cells { code count } }',
  find: ({ attendanceByList }) => {
    const cells = attendanceByList?.cells;
    if (!cells) return NOT_GIVEN;
    if (cells.length === 0 && attendanceByList?.total !== 0) return TOO_SMALL;
    const [dpt, dpk] = [countOf(cells, 'DPT'), countOf(cells, 'DPK')];
    if (dpt === null || dpk === null) return TOO_SMALL;
    return dpk > dpt ? { dpt, dpk } : null;
  },
};

/** A table has a cell for each list from which somebody came. */
function countOf(cells: readonly Cell[], list: string): number | null {
  const cell = cells.find(({ code }) => code === list);
  return cell === undefined ? 0 : cell.count;
}
