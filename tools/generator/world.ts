import { parseDay } from './calendar.ts';

/*
 * The moments to which the generated data refer. They are fixed, so that the same seed gives the same documents on any day.
 */

/** The data are as they stood at the end of this day. */
export const asOf = parseDay('2025-12-31');
/** Day of the general election of 2024 in Indonesia: who is 17 on it may vote. */
export const pollingDay = parseDay('2024-02-14');
/** The day on which the overseas list was fixed: returns in a later month make a row wrong (rule B08). */
export const listFixedOn = parseDay('2023-06-21');
/** The years for which whole years of placements, cases, complaints, returns and deferrals are there. */
export const statisticsYears: readonly number[] = [2024, 2025];
/** The election whose voter list is kept. */
export const election = 'PEMILU-2024';
/** Age from which a citizen may vote; younger ones may when they are or were married (UU 7/2017 art. 198). */
export const votingAge = 17;
