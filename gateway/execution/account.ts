import { compareNames } from '../ledger/compare-names.ts';
import type { Disclosed, Operation } from '../ledger/entry.ts';
import { LEDGER_AGENCY } from '../ledger/ledger-agency.ts';
import type { OperationUse } from './operation-use.ts';
import type { PairwiseIds } from './pairwise-ids.ts';
import type { Tally } from './program/tally.ts';

/** What one request accounts for. Filled while its operation runs, and left empty where nothing is counted. */
export interface Account {
  /** Set once the operation is ready for the view. */
  use?: OperationUse;
  /** True once all of it was refused for the sake of an agreement, by what the request itself brought. */
  isRefused?: boolean;
  /** What has been disclosed so far. */
  tally?: Tally;
}

/** What an entry says of what was given, by what and of whom. */
export type Accounted = Pick<
  Operation,
  'agreements' | 'decision' | 'denied' | 'disclosures' | 'persons' | 'shownFrom'
>;

/** One way that values went. */
type Counted = Pick<Disclosed, 'coordinates' | 'provider' | 'recipient' | 'rows'> & {
  /** Spine forms, some more than once. */
  readonly spines: readonly string[];
};

/** Says what an operation has disclosed by now: also of one that ended early, what had been sent. */
export function describeAccount({ use, isRefused, tally }: Account, ids: PairwiseIds): Accounted {
  const nothing = { agreements: [], disclosures: [], persons: [], shownFrom: null };
  if (!use) return { ...nothing, decision: 'undecided', denied: [] };
  const { agreements, decision, denied, shownFrom } = use;
  if (isRefused || decision === 'refused') return { ...nothing, decision: 'refused', denied };
  const counted = tally ? listCounted(tally) : [];
  const { persons, places } = namePersons(counted, ids);
  const disclosures = counted.map(({ spines, ...way }): Disclosed => {
    const who = toSpans(spines, places, persons.length);
    return { ...way, persons: who.reduce((sum, [, count]) => sum + count, 0), who };
  });
  return { agreements, decision, denied, disclosures, persons, shownFrom };
}

/** The ways that something went, in the order of providers and recipients. */
function listCounted({ layout, marks, counts }: Tally): readonly Counted[] {
  const coordinates = layout.flows.map((): string[] => []);
  for (const [place, { flow, coordinate }] of layout.coordinates.entries()) {
    if (marks[place] === 1) coordinates[flow]?.push(coordinate);
  }
  return layout.flows
    .map(({ provider, recipient }, flow) => ({
      coordinates: (coordinates[flow] ?? []).sort(),
      provider,
      recipient,
      rows: counts[flow]?.rows ?? 0,
      spines: counts[flow]?.persons ?? [],
    }))
    .filter(({ coordinates: own, rows }) => own.length > 0 || rows > 0)
    .sort((a, b) => compareNames(a.provider, b.provider) || compareNames(a.recipient, b.recipient));
}

/** Everybody once, in the order in which they come, so that few spans say who is meant. */
function namePersons(
  counted: readonly Counted[],
  ids: PairwiseIds,
): { readonly persons: readonly string[]; readonly places: ReadonlyMap<string, number> } {
  const spines = new Set<string>();
  for (const each of counted) for (const spine of each.spines) spines.add(spine);
  const persons: string[] = [];
  const places = new Map<string, number>();
  const all = [...spines];
  for (const [index, id] of ids.conceal(LEDGER_AGENCY, all).entries()) {
    if (id !== null) places.set(all[index] ?? '', persons.push(id) - 1);
  }
  return { persons, places };
}

function toSpans(
  spines: readonly string[],
  places: ReadonlyMap<string, number>,
  count: number,
): Disclosed['who'] {
  const isMeant = new Uint8Array(count);
  for (const spine of spines) {
    const place = places.get(spine);
    if (place !== undefined) isMeant[place] = 1;
  }
  const spans: (readonly [number, number])[] = [];
  for (let place = 0; place < count; place++) {
    if (isMeant[place] === 0) continue;
    const first = place;
    while (isMeant[place + 1] === 1) place += 1;
    spans.push([first, place - first + 1]);
  }
  return spans;
}
