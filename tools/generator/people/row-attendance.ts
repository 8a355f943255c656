import type { Attendance, ListStage } from '../../../subgraphs/electoral/voter-document.ts';
import type { Block } from '../plan/plan.ts';
import type { Ballot } from './ballot.ts';
import { staysAway } from './rates.ts';
import type { RowTables } from './row-subject.ts';
import type { Sources } from './sources.ts';

/** Lists of fewer voters of a method have no rows of the special and additional lists: one would be a surge. */
const LEAST_FOR_LATER_LISTS = 200;

/** Draws by which list a row is in, and as what its person came to vote. Continues the stream of the row. */
export function drawAttendance(
  { plan, random, rates }: Sources,
  tables: RowTables,
  slot: number,
  { kind, list }: Block,
  { method }: Ballot,
): [ListStage, Attendance] {
  const { turnout, laterLists } = plan.parameters;
  const mission = list?.committee.missionCode ?? '';
  const hasLaterLists = (list?.byMethod[method] ?? 0) >= LEAST_FOR_LATER_LISTS;
  const none = { DPTBLN: 0, DPKLN: 0 };
  const later = laterLists.values[mission]?.[method] ?? (hasLaterLists ? laterLists.default : none);
  const came = turnout.values[mission]?.[method] ?? turnout.default - later.DPTBLN - later.DPKLN;
  const drawn = random.next() * rates.isSettled;
  if (staysAway.has(kind)) return ['DPTLN', 'NONE'];
  if (tables.specialRows.has(slot) || drawn < later.DPKLN) return ['DPKLN', 'DPK'];
  if (drawn < later.DPKLN + later.DPTBLN) return ['DPTBLN', 'DPTB'];
  return ['DPTLN', drawn < later.DPKLN + later.DPTBLN + came ? 'DPT' : 'NONE'];
}
