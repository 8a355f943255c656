import { currentCountry, type RowOfWorker } from './placements.ts';
import type { VoterRule } from './rule.ts';

/** Works, for all that KP2MI knows, in another country than that of the committee. Bawaslu does not read the city. */
export const b09Moved: VoterRule<RowOfWorker> = {
  code: 'B09',
  name: 'MOVED',
  version: 1,
  about: 'VOTER',
  voter: 'citizen { worker { placementState placements { destinationCountry { code } returnMonth } } }',
  find: ({ citizen }, committee) => {
    const worker = citizen?.worker;
    const country = worker ? currentCountry(worker) : null;
    return country !== null && country !== committee.country.code ? { country } : null;
  },
};
