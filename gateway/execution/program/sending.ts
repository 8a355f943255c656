import type { FetchNode } from '@apollo/query-planner';
import type { AgreedDisclosure } from '../../access/agreed-disclosure.ts';
import { type Counting, isAboutNobody } from './accounting.ts';
import { namesIn } from './needed-fields.ts';
import type { AnswerRecord } from './reading.ts';
import type { Shape } from './shape.ts';
import { countRow, type FlowCount, type Tally } from './tally.ts';
import type { TypeNames } from './type-names.ts';

/** What one representation discloses of one agency. */
interface SentFlow {
  /** Its place in the tally. */
  readonly flow: number;
  readonly isAboutSomebody: boolean;
  readonly values: readonly {
    /** The place of its coordinate. */
    readonly mark: number;
    /** The property of the record without which it is not sent; undefined where that is not known. */
    readonly property: string | undefined;
  }[];
}

/** Type of an entity to what a representation of it hands on between agencies. */
export type Sending = ReadonlyMap<string, readonly SentFlow[]>;

/**
 * Says what the representations of one place hand on; undefined for nothing.
 *
 * @param shape of the records that are sent.
 */
export function planSending(
  counting: Counting,
  types: TypeNames,
  fetch: FetchNode,
  shape: Shape,
): Sending | undefined {
  const agreed = counting.agreed(fetch);
  const names = agreed.length > 0 ? namesIn(types, fetch.requires ?? []) : [];
  const sending = new Map<string, readonly SentFlow[]>();
  for (const name of names) {
    const own = agreed.filter((each) => isSentOf(types, each, name));
    const ways = new Map<number, AgreedDisclosure[]>();
    for (const each of own) {
      const flow = counting.layout.flow(each.provider, each.recipient);
      ways.set(flow, [...(ways.get(flow) ?? []), each]);
    }
    const flows = [...ways].map(([flow, values]) => ({
      flow,
      isAboutSomebody: !values.every(({ coordinate }) => isAboutNobody(counting, coordinate)),
      values: values.map(({ coordinate, key }) => ({
        mark: counting.layout.mark(flow, coordinate),
        property: shape.slots.find((slot) => slot.name === key)?.property,
      })),
    }));
    if (flows.length > 0) sending.set(name, flows);
  }
  return sending.size > 0 ? sending : undefined;
}

/** Whether it is sent of objects that come under a name. */
function isSentOf(types: TypeNames, { about, coordinate, isField }: AgreedDisclosure, name: string): boolean {
  const [type = ''] = coordinate.split('.');
  return (about === '' || types.under(about).has(name)) && (!isField || types.under(name).has(type));
}

/**
 * Counts one representation as it is sent. What a fragment leaves out because something else of it was not fetched is
 * counted all the same, if it was fetched itself.
 */
export function countSent(tally: Tally, sending: Sending, record: AnswerRecord, person: unknown): void {
  const flows = record.t === undefined ? undefined : sending.get(record.t);
  if (!flows) return;
  // Counted, as wherever thousands may come.
  for (let index = 0; index < flows.length; index++) {
    const { flow, isAboutSomebody, values } = flows[index] as SentFlow;
    let isSent = false;
    for (let each = 0; each < values.length; each++) {
      const { mark, property } = values[each] as SentFlow['values'][0];
      if (property !== undefined && record[property] === undefined) continue;
      tally.marks[mark] = 1;
      isSent = true;
    }
    if (isSent) countRow(tally.counts[flow] as FlowCount, isAboutSomebody ? person : undefined);
  }
}
