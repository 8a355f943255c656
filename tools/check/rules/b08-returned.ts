import { latestMonth, type RowOfWorker, workerOf } from './placements.ts';
import { NOT_GIVEN, type VoterRule } from './rule.ts';

const MONTH_CHARACTERS = 7;

/** Came home in a month after the one in which the list was fixed, by KP2MI's returns and repatriations. */
export const b08Returned: VoterRule<RowOfWorker> = {
  code: 'B08',
  name: 'RETURNED',
  version: 1,
  about: 'VOTER',
  voter: 'citizen { worker { placementState placements { returnMonth } repatriations { month } } }',
  find: (row, _, { listFixedOn }) => {
    if (listFixedOn === null) return NOT_GIVEN;
    const worker = workerOf(row);
    if (worker === null || worker === NOT_GIVEN) return worker;
    if (worker.placementState !== 'RETURNED') return null;
    const { placements, repatriations } = worker;
    if (!placements || !repatriations || repatriations.some(({ month }) => month === null)) return NOT_GIVEN;
    const returnedMonth = latestMonth([
      ...placements.map(({ returnMonth }) => returnMonth),
      ...repatriations.map(({ month }) => month),
    ]);
    const isLater = returnedMonth !== null && returnedMonth > listFixedOn.slice(0, MONTH_CHARACTERS);
    return isLater ? { returnedMonth } : null;
  },
};
