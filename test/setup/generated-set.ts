import { pplnDocuments } from '../../tools/generator/documents/electoral-documents.ts';
import { createRowTables } from '../../tools/generator/documents/row-tables.ts';
import {
  type CollectionDocuments,
  createSlotDocuments,
} from '../../tools/generator/documents/slot-documents.ts';
import { listP3mi } from '../../tools/generator/p3mi.ts';
import type { Person } from '../../tools/generator/people/person.ts';
import { createSources } from '../../tools/generator/people/sources.ts';
import { createPlan, type Plan } from '../../tools/generator/plan/plan.ts';
import { createFixturePicker, type FixtureDocument } from '../../tools/generator/truth/fixtures.ts';
import type { FaultDocument } from '../../tools/generator/truth/rules.ts';
import { createTally, type RateDocument } from '../../tools/generator/truth/tally.ts';

/** A data set held in memory, as the generator would write it. */
export interface GeneratedSet {
  readonly plan: Plan;
  readonly people: readonly Person[];
  readonly documents: Mutable<CollectionDocuments>;
  readonly ppln: ReturnType<typeof pplnDocuments>;
  readonly faults: readonly FaultDocument[];
  readonly rates: readonly RateDocument[];
  readonly fixtures: readonly FixtureDocument[];
}

type Mutable<Lists> = { readonly [Name in keyof Lists]: Lists[Name][keyof Lists[Name] & number][] };

/** Makes a data set without a store. */
export function generateInMemory(citizens: number, seed: number): GeneratedSet {
  const plan = createPlan(citizens, seed);
  const companies = listP3mi();
  const tables = createRowTables(plan);
  const documentsOf = createSlotDocuments(createSources(plan), tables, companies);
  const tally = createTally(tables.ballots.points);
  const picker = createFixturePicker(plan.committees);
  const people: Person[] = [];
  const faults: FaultDocument[] = [];
  const documents: Record<string, object[]> = {};
  for (let slot = 0; slot < plan.slots; slot++) {
    const made = documentsOf(slot);
    for (const [name, list] of Object.entries(made.collections)) {
      documents[name] = documents[name] ?? [];
      documents[name].push(...list);
    }
    faults.push(...made.faults);
    if (made.person) people.push(made.person);
    if (made.person) picker.add(made.person);
    if (made.row) tally.addRow(made.row, made.listed, made.faults);
    else for (const fault of made.faults) tally.addFault(fault);
  }
  const whole = tally.finish();
  faults.push(...whole.faults);
  return {
    plan,
    people,
    documents: documents as unknown as Mutable<CollectionDocuments>,
    ppln: pplnDocuments(tables.ballots.points),
    faults,
    rates: whole.rates,
    fixtures: picker.fixtures(),
  };
}
