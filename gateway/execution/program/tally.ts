import { shareText } from '../../ledger/canonical-json.ts';
import { compareNames } from '../../ledger/compare-names.ts';

/** Values that go from one agency to another, or to whoever asks. */
export interface Flow {
  readonly provider: string;
  readonly recipient: string;
  /** The place of what is counted of it. */
  readonly place: number;
  /** `Type.field`, in order, each with the place of its mark. */
  readonly coordinates: readonly { readonly coordinate: string; readonly mark: number }[];
  /** All of them, as one shared text: mostly everything is disclosed that can be. */
  readonly whole: readonly string[];
}

/** What a program can disclose: what its tallies count has a place here, which is the same at every run. */
export interface TallyLayout {
  /** In the order of providers and recipients. */
  readonly flows: readonly Flow[];
  readonly marks: number;
}

/** How much has gone one way. */
export interface FlowCount {
  rows: number;
  /** The one that was added last: whoever comes several times mostly comes in a row. */
  last: unknown;
  /** Spine forms, in the order in which they came; some more than once. */
  readonly persons: string[];
}

/** What one run of a program has disclosed so far. */
export interface Tally {
  readonly layout: TallyLayout;
  /** 1 at the place of each coordinate of which a value was disclosed. */
  readonly marks: Uint8Array;
  /** By the places of the flows. */
  readonly counts: readonly FlowCount[];
}

/** A layout while a program is compiled. */
export interface GrowingLayout {
  /** The place of a flow. */
  readonly flow: (provider: string, recipient: string) => number;
  /** The place of a coordinate in a flow. */
  readonly mark: (flow: number, coordinate: string) => number;
  readonly finish: () => TallyLayout;
}

/** Begins a layout. */
export function createTallyLayout(): GrowingLayout {
  const flows: Pick<Flow, 'provider' | 'recipient'>[] = [];
  const marks: { readonly flow: number; readonly coordinate: string }[] = [];
  return {
    flow(provider, recipient) {
      const known = flows.findIndex((each) => each.provider === provider && each.recipient === recipient);
      return known >= 0 ? known : flows.push({ provider, recipient }) - 1;
    },
    mark(flow, coordinate) {
      const known = marks.findIndex((each) => each.flow === flow && each.coordinate === coordinate);
      return known >= 0 ? known : marks.push({ flow, coordinate }) - 1;
    },
    finish: () => ({
      marks: marks.length,
      flows: flows
        .map((flow, place) => {
          const coordinates = marks
            .flatMap(({ flow: own, coordinate }, mark) => (own === place ? [{ coordinate, mark }] : []))
            .sort((a, b) => compareNames(a.coordinate, b.coordinate));
          const whole = shareText(coordinates.map(({ coordinate }) => coordinate));
          return { ...flow, place, coordinates, whole };
        })
        .sort((a, b) => compareNames(a.provider, b.provider) || compareNames(a.recipient, b.recipient)),
    }),
  };
}

/** Begins to count one run. */
export function startTally(layout: TallyLayout): Tally {
  return {
    layout,
    marks: new Uint8Array(layout.marks),
    counts: layout.flows.map(() => ({ rows: 0, last: undefined, persons: [] })),
  };
}

/** Counts an object, and the person whom it is about where one is known. */
export function countRow(count: FlowCount, person: unknown): void {
  count.rows += 1;
  if (person === count.last || typeof person !== 'string') return;
  count.last = person;
  count.persons.push(person);
}
