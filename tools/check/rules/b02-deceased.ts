import { latestMonth, type RowOfWorker } from './placements.ts';
import type { VoterRule } from './rule.ts';

/** KP2MI brought the person home and places them nowhere since: Bawaslu does not read why, and who died is among those. */
export const b02Deceased: VoterRule<RowOfWorker> = {
  code: 'B02',
  name: 'DECEASED',
  version: 1,
  about: 'VOTER',
  voter: 'citizen { worker { placementState repatriations { month } } }',
  find: ({ citizen }) => {
    const worker = citizen?.worker;
    if (worker?.placementState !== 'NONE') return null;
    const repatriatedMonth = latestMonth((worker.repatriations ?? []).map(({ month }) => month));
    return repatriatedMonth === null ? null : { repatriatedMonth };
  },
};
