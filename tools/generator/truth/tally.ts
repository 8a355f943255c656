import type { VoterDocument } from '../../../subgraphs/electoral/voter-document.ts';
import type { PollingPoints } from '../people/ballot.ts';
import type { Person } from '../people/person.ts';
import { createFault, type FaultDocument } from './rules.ts';

/** How many rows of a committee, or of all, have what; under the id of the committee or `all`. */
export interface RateDocument {
  readonly _id: string;
  readonly rows: number;
  /** By rule, and by the name of what no rule is about. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Counts what was planted while rows go by; what it holds grows with committees only. */
export interface Tally {
  readonly addRow: (row: VoterDocument, person: Person | undefined, faults: readonly FaultDocument[]) => void;
  /** Counts a fault of a person without a row. */
  readonly addFault: (fault: FaultDocument) => void;
  /** When all rows have gone by: the rates, and the faults of polling points and committees, which they include. */
  readonly finish: () => {
    readonly rates: readonly RateDocument[];
    readonly faults: readonly FaultDocument[];
  };
}

/** Makes a tally. */
export function createTally(points: readonly PollingPoints[]): Tally {
  const rates = new Map<string, { rows: number; counts: Record<string, number> }>();
  const attendance = new Map<string, { dpt: number; dpk: number }>();
  const crowded = new Map<string, { voters: number; readonly capacity: number }>(
    points.flatMap(({ committee, overfull, capacity }) =>
      (Object.keys(overfull) as (keyof typeof capacity)[]).map(
        (method): [string, { voters: number; capacity: number }] => [
          `${committee.code}:${method}-001`,
          { voters: 0, capacity: capacity[method] },
        ],
      ),
    ),
  );

  const rateOf = (id: string) => {
    const known = rates.get(id);
    if (known) return known;
    const rate = { rows: 0, counts: {} as Record<string, number> };
    rates.set(id, rate);
    return rate;
  };
  const count = (ids: readonly string[], name: string) => {
    for (const { counts } of ids.map(rateOf)) counts[name] = (counts[name] ?? 0) + 1;
  };

  const addFault = ({ rule, fault, ppln }: FaultDocument) => {
    count(ppln === undefined ? ['all'] : [ppln, 'all'], rule ?? fault);
  };
  const wholeListFaults = () => [
    ...[...crowded].map(([id, { voters, capacity }]) => {
      const [ppln = '', pollingPoint = ''] = id.split(':');
      return createFault('B18', { ppln }, { pollingPoint, voters, capacity }, id);
    }),
    ...[...attendance]
      .filter(([, { dpt, dpk }]) => dpk > dpt)
      .map(([ppln, { dpt, dpk }]) => createFault('B20', { ppln }, { dpt, dpk })),
  ];

  return {
    addRow: (row, person, faults) => {
      const ids = [row.ppln, 'all'];
      for (const rate of ids.map(rateOf)) rate.rows++;
      for (const { rule, fault } of faults) count(ids, rule ?? fault);
      if (row.postReturned) count(ids, 'POST_RETURNED');
      if (row.nik === undefined) count(ids, 'NO_NIK');
      if (person?.identity.isDefaultBirthday) count(ids, 'DEFAULT_BIRTHDAY');
      if (person?.identity.isRegisteredElsewhere) count(ids, 'NIK_REGION_DIFFERS');
      if (row.attendance !== 'NONE') count(ids, `CAME_${row.attendance}`);
      const point = crowded.get(`${row.ppln}:${row.pollingPoint}`);
      if (point) point.voters++;
      if (row.method === 'POS') return;
      const came = attendance.get(row.ppln) ?? { dpt: 0, dpk: 0 };
      if (row.attendance === 'DPT') came.dpt++;
      if (row.attendance === 'DPK') came.dpk++;
      attendance.set(row.ppln, came);
    },
    addFault,
    finish: () => {
      const faults = wholeListFaults();
      for (const fault of faults) addFault(fault);
      return { rates: [...rates].map(([_id, rate]) => ({ _id, ...rate })), faults };
    },
  };
}
