/** Values that go from one agency to another, or to whoever asks. */
export interface Flow {
  readonly provider: string;
  readonly recipient: string;
}

/** What a program can disclose: what its tallies count has a place here, which is the same at every run. */
export interface TallyLayout {
  readonly flows: readonly Flow[];
  /** `Type.field`, each with the place of its flow. */
  readonly coordinates: readonly { readonly flow: number; readonly coordinate: string }[];
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

/** A layout that grows while a program is compiled. */
export interface GrowingLayout extends TallyLayout {
  /** The place of a flow. */
  readonly flow: (provider: string, recipient: string) => number;
  /** The place of a coordinate in a flow. */
  readonly mark: (flow: number, coordinate: string) => number;
}

/** Begins a layout. */
export function createTallyLayout(): GrowingLayout {
  const flows: Flow[] = [];
  const coordinates: { readonly flow: number; readonly coordinate: string }[] = [];
  return {
    flows,
    coordinates,
    flow(provider, recipient) {
      const known = flows.findIndex((each) => each.provider === provider && each.recipient === recipient);
      return known >= 0 ? known : flows.push({ provider, recipient }) - 1;
    },
    mark(flow, coordinate) {
      const known = coordinates.findIndex((each) => each.flow === flow && each.coordinate === coordinate);
      return known >= 0 ? known : coordinates.push({ flow, coordinate }) - 1;
    },
  };
}

/** Begins to count one run. */
export function startTally(layout: TallyLayout): Tally {
  return {
    layout,
    marks: new Uint8Array(layout.coordinates.length),
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
