import { createBallots } from '../people/ballot.ts';
import type { RowTables } from '../people/row-subject.ts';
import { SETTLED_KINDS } from '../plan/block-kinds.ts';
import type { Plan } from '../plan/plan.ts';

/** Rows of the special list that a mission with a surge has at the least. */
const LEAST_SPECIAL = 3;
/** Digits of which a NIK is one repeated: 1 to 9, the largest lists first. */
const DIGITS = 9;

/** Works out what the rows of a plan depend on. What it holds grows with committees only. */
export function createRowTables(plan: Plan): RowTables {
  const ballots = createBallots(plan);
  const surges = Object.keys(plan.parameters.laterLists.values);
  const specialRows = new Set<number>();
  for (const mission of surges) {
    const slots = inPersonSlots(plan, mission, ballots.ballotOf);
    for (const slot of take(slots, LEAST_SPECIAL)) specialRows.add(slot);
  }
  const bySize = [...plan.lists].sort((a, b) => b.rows - a.rows).slice(0, DIGITS);
  return {
    ballots,
    specialRows,
    digitOf: new Map(bySize.map(({ committee }, index) => [committee.code, index + 1])),
  };
}

/** Slots of settled people of a mission's list who vote at a station or a mobile box, one after the other. */
function* inPersonSlots(
  { blocks }: Plan,
  mission: string,
  ballotOf: RowTables['ballots']['ballotOf'],
): Generator<number> {
  for (const { kind, list, firstRow, firstSlot, count } of blocks) {
    if (list?.committee.missionCode !== mission || !settled.has(kind)) continue;
    for (let offset = 0; offset < count; offset++) {
      if (ballotOf(list.committee, firstRow + offset).method !== 'POS') yield firstSlot + offset;
    }
  }
}

const settled: ReadonlySet<string> = new Set(SETTLED_KINDS);

function* take<Value>(values: Iterable<Value>, count: number): Generator<Value> {
  let taken = 0;
  for (const value of values) {
    if (taken++ === count) return;
    yield value;
  }
}
