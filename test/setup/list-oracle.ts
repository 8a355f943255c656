import type { VoterDocument } from '../../subgraphs/electoral/voter-document.ts';
import type { WorkerDocument } from '../../subgraphs/ministry/worker-document.ts';
import type { GeneratedSet } from './generated-set.ts';

/*
 * Bawaslu's checks by brute force over the documents alone, as the domain describes them. It shares no code with the
 * generator, so that what is planted and what can be found are held against each other.
 */

const POLLING_DAY = '2024-02-14';
const LIST_FIXED_MONTH = '2023-06';
const LEAST_SHARED = 10;
const RECOGNISED = ['FULL', 'PARTIAL'];
const ABROAD = ['DEPARTED', 'ACTIVE', 'EXTENDED'];
const NIK =
  /^(1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-6])(0[1-9]|[1-7]\d)(0[1-9]|[1-9]\d)(0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(0[1-9]|1[0-2])\d{2}(?!0000)\d{4}$/;

/** Finds what each decidable rule finds: ids of rows, people, `ppln:point` or committees. */
export function checkList({ documents, ppln }: GeneratedSet): ReadonlyMap<string, ReadonlySet<string>> {
  const { voters, workers, citizens } = documents;
  const workerOf = new Map(workers.map((worker) => [worker.citizenId, worker]));
  const listed = new Set(voters.map(({ citizenId }) => citizenId));
  const committees = new Map(ppln.map((committee) => [committee._id, committee]));
  const rows = (test: (row: VoterDocument) => boolean) => new Set(voters.filter(test).map(({ _id }) => _id));
  const known = (test: (worker: WorkerDocument, row: VoterDocument) => boolean) =>
    rows((row) => {
      const worker = workerOf.get(row.citizenId);
      return worker !== undefined && test(worker, row);
    });
  const grouped = (
    keyOf: (row: VoterDocument) => string | undefined,
    isFault: (group: readonly VoterDocument[]) => boolean,
  ) => {
    const groups = new Map<string, VoterDocument[]>();
    for (const row of voters) {
      const key = keyOf(row);
      if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return new Set([...groups.values()].filter(isFault).flatMap((group) => group.map(({ _id }) => _id)));
  };
  const distinct = (group: readonly VoterDocument[], field: 'ppln' | 'citizenId') =>
    new Set(group.map((row) => row[field])).size;

  const points = new Map<string, number>();
  for (const { ppln: code, pollingPoint } of voters) {
    const id = `${code}:${pollingPoint}`;
    points.set(id, (points.get(id) ?? 0) + 1);
  }
  const inPerson = (code: string, attendance: string) =>
    voters.filter((row) => row.ppln === code && row.method !== 'POS' && row.attendance === attendance).length;

  return new Map<string, ReadonlySet<string>>([
    ['B01', rows((row) => ageOn(row.birthDate) < 17 && row.maritalStatus === 'SINGLE')],
    ['B02', known(({ repatriations }) => repatriations.some(({ cause }) => cause === 'DEATH'))],
    [
      'B03',
      grouped(
        ({ nik }) => nik,
        (group) => distinct(group, 'ppln') > 1,
      ),
    ],
    [
      'B04',
      grouped(
        (row) => [row.ppln, row.fullName, row.birthDate, row.sex, row.addressKey].join('|'),
        (group) => group.length > 1,
      ),
    ],
    [
      'B05',
      grouped(
        ({ passportNumber }) => passportNumber,
        (group) => distinct(group, 'citizenId') > 1,
      ),
    ],
    ['B06', rows(({ onHomeList }) => onHomeList)],
    ['B08', known((worker) => worker.status === 'RETURNED' && lastReturn(worker) > LIST_FIXED_MONTH)],
    [
      'B09',
      known(
        ({ status, placements }, row) =>
          ABROAD.includes(status) && placements.at(-1)?.destinationCountry !== row.country,
      ),
    ],
    [
      'B10',
      new Set(
        citizens
          .filter(({ _id, birthDate, maritalStatus }) => {
            const isOldEnough = ageOn(birthDate) >= 17 || maritalStatus !== 'SINGLE';
            return isOldEnough && ABROAD.includes(workerOf.get(_id)?.status ?? '') && !listed.has(_id);
          })
          .map(({ _id }) => _id),
      ),
    ],
    [
      'B11',
      rows(
        ({ ppln: code, method, addressQuality }) =>
          (method === 'POS' && !RECOGNISED.includes(addressQuality)) ||
          (method === 'KSK' && committees.get(code)?.ksk === 0),
      ),
    ],
    ['B12', rows(({ addressQuality }) => !RECOGNISED.includes(addressQuality))],
    [
      'B13',
      grouped(
        ({ ppln: code, addressKey, addressQuality }) =>
          RECOGNISED.includes(addressQuality) ? `${code}|${addressKey}` : undefined,
        (group) => group.length >= LEAST_SHARED,
      ),
    ],
    ['B14', rows((row) => row.nik !== undefined && !isOwnNik(row.nik, row))],
    ['B16', rows(({ ktpElStatus, passportNumber }) => ktpElStatus === 'B' && passportNumber === undefined)],
    ['B17', rows(({ passportExpiry }) => passportExpiry !== undefined && passportExpiry < POLLING_DAY)],
    [
      'B18',
      new Set([...points].filter(([id, count]) => count > capacityOf(committees, id)).map(([id]) => id)),
    ],
    ['B19', rows(({ fullName }) => fullName.length <= 2)],
    [
      'B20',
      new Set(ppln.map(({ _id }) => _id).filter((code) => inPerson(code, 'DPK') > inPerson(code, 'DPT'))),
    ],
  ]);
}

/** Whether a NIK is well formed and says the same of sex and birth as its holder. */
export function isOwnNik(nik: string, { sex, birthDate }: { sex: string; birthDate: string }): boolean {
  if (!NIK.test(nik) || /^(\d)\1*$/.test(nik)) return false;
  const [year, month, day] = birthDate.split('-');
  const days = Number(nik.slice(6, 8));
  return nik.slice(8, 12) === `${month}${year?.slice(2)}` && (sex === 'F' ? days - 40 : days) === Number(day);
}

/** Completed years on polling day. */
export function ageOn(birthDate: string, day = POLLING_DAY): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthDate.slice(5) > day.slice(5) ? years - 1 : years;
}

function lastReturn({ placements, repatriations }: WorkerDocument): string {
  const months = [
    ...placements.map(({ returnDate }) => returnDate),
    ...repatriations.map(({ date }) => date),
  ];
  return months.reduce<string>((last, day) => (day && day.slice(0, 7) > last ? day.slice(0, 7) : last), '');
}

function capacityOf(committees: ReadonlyMap<string, GeneratedSet['ppln'][number]>, pointId: string): number {
  const [code = '', point = ''] = pointId.split(':');
  const method = point.split('-')[0] as 'TPSLN' | 'KSK' | 'POS';
  return committees.get(code)?.capacity[method] ?? 0;
}
