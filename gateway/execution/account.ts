import type { Compared } from '../access/compared-coordinates.ts';
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
  /** What the consumer's conditions compare with; of no account where nothing of it is answered. */
  compared?: { readonly consumer: string; readonly fields: readonly Compared[] };
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
export function describeAccount({ use, isRefused, compared, tally }: Account, ids: PairwiseIds): Accounted {
  const nothing = { agreements: [], disclosures: [], persons: [], shownFrom: null };
  if (!use) return { ...nothing, decision: 'undecided', denied: [] };
  const { agreements, decision, denied, shownFrom } = use;
  if (isRefused || decision === 'refused') return { ...nothing, decision: 'refused', denied };
  const counted = tally ? listCounted(tally).map((way) => addCompared(way, compared)) : [];
  const { persons, places } = namePersons(counted, ids);
  const disclosures = counted.map(({ spines, ...way }, index): Disclosed => {
    const who = toSpans(places[index] ?? [], persons.length);
    return { ...way, persons: who.reduce((sum, [, count]) => sum + count, 0), who };
  });
  return { agreements, decision, denied, disclosures, persons, shownFrom };
}

/** The ways that something went, in the order of providers and recipients. */
function listCounted({ layout, marks, counts }: Tally): readonly Counted[] {
  const counted: Counted[] = [];
  for (const { provider, recipient, place, coordinates: all, whole } of layout.flows) {
    const marked = all.filter(({ mark }) => marks[mark] === 1);
    const own = marked.length === all.length ? whole : marked.map(({ coordinate }) => coordinate);
    const { rows = 0, persons: spines = [] } = counts[place] ?? {};
    if (own.length > 0 || rows > 0) counted.push({ coordinates: own, provider, recipient, rows, spines });
  }
  return counted;
}

/** The same way with what its provider's rows were chosen by. */
function addCompared(way: Counted, compared: Account['compared']): Counted {
  if (way.recipient !== compared?.consumer) return way;
  const own = compared.fields.filter(
    ({ provider, coordinate }) => provider === way.provider && !way.coordinates.includes(coordinate),
  );
  if (own.length === 0) return way;
  const added = own.map(({ coordinate }) => coordinate);
  return { ...way, coordinates: [...way.coordinates, ...added].sort(compareNames) };
}

/** Everybody once, in the order in which they come, so that few spans say who is meant; and the places of each way's. */
function namePersons(
  counted: readonly Counted[],
  ids: PairwiseIds,
): { readonly persons: readonly string[]; readonly places: readonly (readonly number[])[] } {
  const known = new Map<string, number>();
  const spines: string[] = [];
  let last: { readonly spines: readonly string[]; readonly places: readonly number[] } | undefined;
  const places = counted.map((way) => {
    const own: number[] = [];
    for (let index = 0; index < way.spines.length; index++) {
      const spine = way.spines[index] as string;
      // Mostly the same persons come the next way in the same order: a thousand look-ups cost more than the rest.
      let place = spine === last?.spines[index] ? last.places[index] : known.get(spine);
      if (place === undefined) {
        place = spines.push(spine) - 1;
        known.set(spine, place);
      }
      own.push(place);
    }
    last = { spines: way.spines, places: own };
    return own;
  });
  const persons = ids.conceal(LEDGER_AGENCY, spines).map((id) => id ?? failOn('a person of a row'));
  return { persons, places };
}

/** What was revealed can be concealed again; who cannot be named must not be left out without a word. */
function failOn(what: string): never {
  throw new Error(`The ledger cannot name ${what}.`);
}

function toSpans(places: readonly number[], count: number): Disclosed['who'] {
  const isMeant = new Uint8Array(count);
  for (let index = 0; index < places.length; index++) isMeant[places[index] as number] = 1;
  const spans: (readonly [number, number])[] = [];
  for (let place = 0; place < count; place++) {
    if (isMeant[place] === 0) continue;
    const first = place;
    while (isMeant[place + 1] === 1) place += 1;
    spans.push([first, place - first + 1]);
  }
  return spans;
}
