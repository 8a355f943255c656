import { hash } from 'node:crypto';
import type {
  AddressQuality,
  Attendance,
  ListStage,
  VoterDocument,
} from '../../../subgraphs/electoral/voter-document.ts';
import { dayText } from '../calendar.ts';
import type { Committee } from '../committees.ts';
import { type BlockKind, FATE_KINDS, ROW_ONLY_KINDS } from '../plan/block-kinds.ts';
import type { Block } from '../plan/plan.ts';
import { sharedGroup } from '../plan/strata.ts';
import { asOf } from '../world.ts';
import { drawAddress } from './address.ts';
import { type Ballot, type Ballots, pointName } from './ballot.ts';
import type { Identity } from './identity.ts';
import { shortNames } from './names.ts';
import { mismatchedNik, repeatedDigitNik } from './nik.ts';
import type { Person } from './person.ts';
import { type Sources, stream } from './sources.ts';
import { scatter } from './synthetic-contact.ts';
import type { TravelDocument } from './travel-document.ts';

/** Whom a row is about, and from whom it takes what it repeats. */
export interface RowSubject {
  readonly identity: Identity;
  /** Absent for rows about people whom the population register does not have. */
  readonly person?: Person;
  /** The row of the same person that this one repeats. */
  readonly repeated?: VoterDocument;
  /** Somebody else's passport that stands on the row. */
  readonly foreignPassport?: TravelDocument;
}

/** What rows depend on besides the sources. */
export interface RowTables {
  readonly ballots: Ballots;
  /** Rows that are on the special list whatever is drawn, so that Kuala Lumpur has its surge at any scale. */
  readonly specialRows: ReadonlySet<number>;
  /** Digit of the NIKs of one repeated digit on the list of a committee. */
  readonly digitOf: ReadonlyMap<string, number>;
}

/** Kinds of rows whose people do not come to vote. */
const staysAway: ReadonlySet<BlockKind> = new Set(
  [...ROW_ONLY_KINDS, ...FATE_KINDS].filter((kind) => kind !== 'UNDER_AGE' && kind !== 'ARMED_FORCES'),
);
/** Lists of fewer voters of a method have no rows of the special and additional lists: one would be a surge. */
const LEAST_FOR_LATER_LISTS = 200;
const qualityOf: Readonly<Partial<Record<BlockKind, AddressQuality>>> = {
  INDONESIAN_ADDRESS: 'IN_INDONESIA',
  PLACEHOLDER_ADDRESS: 'PLACEHOLDER',
  SHARED_ADDRESS: 'FULL',
};
/** Of the addresses that are not recognised. */
const CITY_SHARE = 0.8;
/** Modelling choices: disabled voters, rows without the passport that the person has, cards not recorded, rows with KPU's own mark. */
const DISABLED_SHARE = 0.01;
const WITHOUT_PASSPORT = 0.05;
const CARD_MISSING = 0.03;
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

function drawAttendance(
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

function drawRowAddress(
  { plan, random }: Sources,
  slot: number,
  { kind, list, firstSlot, count }: Block,
  { person, repeated }: RowSubject,
): Pick<VoterDocument, 'addressAbroad' | 'addressKey' | 'addressCity' | 'addressQuality'> {
  if (repeated && kind === 'DUPLICATE') {
    const { addressAbroad, addressKey, addressCity, addressQuality } = repeated;
    return { addressAbroad, addressKey, ...(addressCity ? { addressCity } : {}), addressQuality };
  }
  const committee = list?.committee as Committee;
  const { addressUnrecognised, voterFaults } = plan.parameters;
  const unrecognised =
    addressUnrecognised.values[committee.missionCode] ??
    addressUnrecognised.values[committee.country] ??
    addressUnrecognised.values.default ??
    0;
  const isRecognised = !random.chance(unrecognised);
  const isPartial = random.chance(voterFaults.values.addressPartial.share);
  const hasCity = random.chance(CITY_SHARE);
  const quality =
    qualityOf[kind] ??
    (isRecognised ? (isPartial ? 'PARTIAL' : 'FULL') : hasCity ? 'CITY_ONLY' : 'COUNTRY_ONLY');
  if (kind === 'SHARED_ADDRESS') {
    random.begin(firstSlot + sharedGroup(slot - firstSlot, count), stream.sharedAddress);
  }
  const drawn = drawAddress(random, committee, quality);
  if (kind === 'SHARED_ADDRESS') random.begin(slot, stream.sharedAddress);
  const own = quality === 'FULL' && kind !== 'SHARED_ADDRESS' && kind !== 'CROSS_COMMITTEE';
  const text = own ? (person?.stay?.address ?? drawn) : drawn;
  const hasForeignCity = quality === 'FULL' || quality === 'PARTIAL' || quality === 'CITY_ONLY';
  return {
    addressAbroad: text,
    addressKey: hash('sha256', `${plan.seed} ${text}`, 'base64url').slice(0, 22),
    ...(hasForeignCity ? { addressCity: committee.city } : {}),
    addressQuality: quality,
  };
}

function drawPapers(
  { random }: Sources,
  { digitOf }: RowTables,
  slot: number,
  { kind, list }: Block,
  { identity, person, foreignPassport }: RowSubject,
): Pick<VoterDocument, 'nik' | 'passportNumber' | 'passportExpiry' | 'ktpElStatus'> {
  const lacksPassport = random.chance(WITHOUT_PASSPORT);
  const lacksCard = random.chance(CARD_MISSING);
  const isOtherSex = random.chance(0.5);
  const { place, serial } = identity.registration;
  if (kind === 'DUPLICATE') return { ktpElStatus: 'S' };
  if (kind === 'CROSS_COMMITTEE') {
    return { ...(identity.nik ? { nik: identity.nik } : {}), ktpElStatus: 'S' };
  }
  const nik =
    kind === 'NIK_MISMATCH'
      ? mismatchedNik(place, serial, identity.sex, identity.birthDay, isOtherSex)
      : kind === 'NIK_REPEATED_DIGIT'
        ? repeatedDigitNik(digitOf.get(list?.committee.code ?? '') ?? 1)
        : identity.nik;
  const numbered = nik === undefined ? {} : { nik };
  if (kind === 'NO_DOCUMENT') return { ...numbered, ktpElStatus: 'B' };
  const isCardMissing = nik === undefined || lacksCard;
  const needsPassport = isCardMissing || kind === 'SHARED_PASSPORT' || kind === 'EXPIRED_PASSPORT';
  const passport = foreignPassport ?? person?.documents[0] ?? strangersPassport(slot);
  return {
    ...numbered,
    ...(needsPassport || !lacksPassport
      ? { passportNumber: passport.number, passportExpiry: dayText(passport.expiry) }
      : {}),
    ktpElStatus: isCardMissing ? 'B' : 'S',
  };
}

/** A passport that Imigrasi does not have, of a series that is not issued. */
function strangersPassport(slot: number): Pick<TravelDocument, 'number' | 'expiry'> {
  return { number: `ZU${scatter(slot, 7)}`, expiry: asOf + 400 };
}

function postReturnedShare({ plan }: Sources, { country }: Committee): number {
  const { values } = plan.parameters.postReturned;
  return values[country] ?? values.default ?? 0;
}
