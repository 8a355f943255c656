import { currentCountry, type RowOfWorker, workerOf } from './placements.ts';
import { NOT_GIVEN, type VoterRule } from './rule.ts';

/** Works, for all that KP2MI knows, in another country than that of the committee. Bawaslu does not read the city. */
export const b09Moved: VoterRule<RowOfWorker> = {
  code: 'B09',
  name: 'MOVED',
  version: 1,
  about: 'VOTER',
  voter: 'citizen { worker { placementState placements { destinationCountry { code } returnMonth } } }',
  find: (row, committee) => {
    const worker = workerOf(row);
    if (worker === null || worker === NOT_GIVEN) return worker;
    if (worker.placementState !== 'ACTIVE') return null;
    const { placements } = worker;
    if (!placements || placements.some(({ destinationCountry }) => destinationCountry === null))
      return NOT_GIVEN;
    const country = currentCountry(worker);
    return country !== null && country !== committee.country.code ? { country } : null;
  },
};
