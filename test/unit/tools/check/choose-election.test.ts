import { describe, expect, it } from 'vitest';
import { chooseElection, pollingDayOf } from '../../../../tools/check/run/choose-election.ts';

const election = (year: number, listFixedOn: string | null) => ({
  code: `PEMILU-${year}`,
  name: null,
  pollingDay: `${year}-02-14`,
  listFixedOn,
});
const known = [election(2019, '2018-12-15'), election(2024, '2023-06-21'), election(2029, null)];

describe('the election of a check', () => {
  it('is the one whose list was fixed last', () => {
    expect(chooseElection(undefined, known).code).toBe('PEMILU-2024');
    expect(chooseElection('PEMILU-2024', known).code).toBe('PEMILU-2024');
  });

  it.each([
    ['PEMILU-2019', 'KPU keeps no list of PEMILU-2019 any more, or none yet: --election takes PEMILU-2024.'],
    ['PEMILU-2029', 'KPU keeps no list of PEMILU-2029 any more, or none yet: --election takes PEMILU-2024.'],
    ['PILKADA', 'KPU knows no election PILKADA: --election takes PEMILU-2024.'],
  ])('is not %s', (typed, problem) => {
    expect(() => chooseElection(typed, known)).toThrow(problem);
  });

  it('has to be known, and its day too', () => {
    expect(() => chooseElection(undefined, [])).toThrow('KPU does not say');
    // KPU says nothing of ages and passports on a polling day before it has fixed a list: null would seem to be no passport.
    expect(() => chooseElection(undefined, [election(2029, null)])).toThrow('KPU does not say');
    expect(() => pollingDayOf({ ...election(2024, null), pollingDay: null })).toThrow(
      'on which day PEMILU-2024',
    );
  });
});
