import type { VoterDocument } from '../../../subgraphs/electoral/voter-document.ts';
import { dayText } from '../calendar.ts';
import type { Committee } from '../committees.ts';
import type { BlockKind } from '../plan/block-kinds.ts';
import type { Block } from '../plan/plan.ts';
import { type Ballot, pointName } from './ballot.ts';
import { shortNames } from './names.ts';
import { drawRowAddress } from './row-address.ts';
import { drawAttendance } from './row-attendance.ts';
import { drawPapers } from './row-papers.ts';
import type { RowSubject, RowTables } from './row-subject.ts';
import { type Sources, stream } from './sources.ts';

/** Modelling choices: disabled voters, and rows with KPU's own mark. */
const DISABLED_SHARE = 0.01;
const marks: Readonly<Partial<Record<BlockKind, readonly [code: number, share: number]>>> = {
  DECEASED: [1, 0.2],
  MOVED: [4, 0.2],
  PLAIN: [8, 0.002],
};

/** Makes the row of a slot on the voter list. */
export function createVoterRow(
  sources: Sources,
  tables: RowTables,
  slot: number,
  block: Block,
  subject: RowSubject,
): VoterDocument {
  const { plan, random, ids } = sources;
  const { kind, list } = block;
  if (!list) throw new Error('The slot has no row on a list.');
  const { committee } = list;
  const { identity, person, repeated } = subject;
  const offset = slot - block.firstSlot;
  random.begin(slot, stream.row);

  const drawn = tables.ballots.ballotOf(committee, block.firstRow + offset);
  const ballot: Ballot = kind === 'MOBILE_BOX_ABSENT' ? { method: 'KSK', point: 1 } : drawn;
  const [listStage, attendance] = drawAttendance(sources, tables, slot, block, ballot);
  const address = drawRowAddress(sources, slot, block, subject);
  const papers = drawPapers(sources, tables, slot, block, subject);
  const isOnHomeList =
    random.chance(plan.parameters.voterFaults.values.alsoOnHomeList.share) || kind === 'ALSO_ON_HOME_LIST';
  const mark = marks[kind];
  const isMarked = random.chance(mark?.[1] ?? 0);
  const isDisabled = random.chance(DISABLED_SHARE);
  const disability = 1 + random.below(6);
  const isReturned = random.chance(postReturnedShare(sources, committee));
  const shortName = random.pick(shortNames);

  return {
    _id: ids('voter', slot),
    citizenId: person?.id ?? ids('ghost', slot),
    registered: listStage !== 'DPKLN',
    listStage,
    ppln: committee.code,
    country: committee.country,
    method: ballot.method,
    pollingPoint: pointName(ballot),
    ...papers,
    fullName: kind === 'SHORT_NAME' ? shortName : identity.fullName,
    sex: identity.sex,
    birthDate: dayText(identity.birthDay),
    maritalStatus: identity.maritalStatus,
    ...address,
    ...(isDisabled ? { disabilityCode: disability } : {}),
    ...(mark && isMarked ? { tmsCode: mark[0] } : {}),
    attendance,
    onHomeList: repeated?.onHomeList ?? (person !== undefined && isOnHomeList),
    postReturned: ballot.method === 'POS' && isReturned,
  };
}

function postReturnedShare({ plan }: Sources, { country }: Committee): number {
  const { values } = plan.parameters.postReturned;
  return values[country] ?? values.default ?? 0;
}
