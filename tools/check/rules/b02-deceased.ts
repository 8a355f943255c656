import { latestMonth, type RowOfWorker, workerOf } from './placements.ts';
import { NOT_GIVEN, type VoterRule } from './rule.ts';

/** KP2MI brought the person home and places them nowhere since: Bawaslu does not read why, and who died is among those. */
export const b02Deceased: VoterRule<RowOfWorker> = {
  code: 'B02',
  name: 'DECEASED',
  version: 1,
  about: 'VOTER',
  voter: 'citizen { worker { placementState repatriations { month } } }',
  find: (row) => {
    const worker = workerOf(row);
    if (worker === null || worker === NOT_GIVEN) return worker;
    if (worker.placementState !== 'NONE') return null;
    const months = worker.repatriations?.map(({ month }) => month);
    if (!months || months.includes(null)) return NOT_GIVEN;
    const repatriatedMonth = latestMonth(months);
    return repatriatedMonth === null ? null : { repatriatedMonth };
  },
};
