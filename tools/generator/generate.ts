import mongoose from 'mongoose';
import { ensureIndexes } from '../../subgraphs/shared/ensure-indexes.ts';
import { dayText } from './calendar.ts';
import { agencyDatabases, type CollectionName, truthDatabase } from './databases.ts';
import { regionDocuments } from './documents/civil-documents.ts';
import { countryDocuments, missionDocuments } from './documents/consular-documents.ts';
import { electionDocuments, pplnDocuments } from './documents/electoral-documents.ts';
import { p3miDocuments } from './documents/ministry-documents.ts';
import { createRowTables } from './documents/row-tables.ts';
import { createSlotDocuments } from './documents/slot-documents.ts';
import {
  beginGeneration,
  endGeneration,
  formatVersion,
  type GenerationDocument,
} from './generation-state.ts';
import { institutions } from './institutions.ts';
import { listP3mi } from './p3mi.ts';
import { createSources } from './people/sources.ts';
import { createPlan } from './plan/plan.ts';
import { createConcealDocuments, type IdSource, nameIdKeys } from './store-ids.ts';
import { createStoreWriter, type StoreWriter } from './store-writer.ts';
import { createFixturePicker } from './truth/fixtures.ts';
import { createTally } from './truth/tally.ts';
import { asOf, election, listFixedOn, pollingDay } from './world.ts';

/** What to generate, and where. */
export interface GenerateOptions {
  /** Of a MongoDB server or of an embedded engine that is open. */
  readonly uri: string;
  /** From 300 to 4,500,000. */
  readonly citizens: number;
  /** Whole number from 0: the same seed, number of citizens and keys of ids give the same documents. */
  readonly seed: number;
  readonly ids: IdSource;
  /** Before the names of the databases; `simpul_` when absent. */
  readonly databasePrefix?: string;
  /** Called now and then with how far it has come. */
  readonly onProgress?: (progress: GenerateProgress) => void;
  /** Ends the work; what was written is found incomplete the next time. */
  readonly signal?: AbortSignal;
}

/** How far a generation has come. */
export interface GenerateProgress {
  readonly phase: 'documents' | 'indexes';
  readonly done: number;
  readonly total: number;
}

/** Slots after which the writer is waited for; has no influence on what is written. */
const STEP = 250;

/**
 * Fills the databases of the six agencies, and that of the ground truth, with a data set. Whatever the generator wrote
 * there before is removed. Memory does not grow with the number of citizens.
 *
 * @returns what the store now says of the data set
 * @throws RangeError for numbers that cannot be planned; Error when the databases hold somebody else's data
 */
export async function generate(options: GenerateOptions): Promise<GenerationDocument> {
  const { uri, citizens, seed, ids, databasePrefix = 'simpul_', onProgress, signal } = options;
  const plan = createPlan(citizens, seed);
  const connection = await mongoose
    .createConnection(uri, { autoIndex: false, autoCreate: false })
    .asPromise();
  try {
    const client = connection.getClient();
    const running: GenerationDocument = {
      _id: 'generation',
      state: 'RUNNING',
      formatVersion,
      citizens,
      seed,
      idKeys: nameIdKeys(ids),
      asOf: dayText(asOf),
      pollingDay: dayText(pollingDay),
      listFixedOn: dayText(listFixedOn),
      election,
      documents: 0,
    };
    await beginGeneration(client, databasePrefix, running);
    const writer = createStoreWriter(client, databasePrefix, createConcealDocuments(ids));
    const documents = await writeDocuments(plan, writer, (done) => {
      signal?.throwIfAborted();
      onProgress?.({ phase: 'documents', done, total: plan.slots });
    });
    await buildIndexes(connection, databasePrefix, (done, total) => {
      signal?.throwIfAborted();
      onProgress?.({ phase: 'indexes', done, total });
    });
    await client
      .db(databasePrefix + truthDatabase)
      .collection('faults')
      .createIndex({ rule: 1, ppln: 1 });
    const complete: GenerationDocument = { ...running, state: 'COMPLETE', documents };
    await endGeneration(client, databasePrefix, complete);
    return complete;
  } finally {
    await connection.close();
  }
}

/** Builds the indexes of the databases, two at a time: a build keeps one core busy and leaves this process idle. */
async function buildIndexes(
  connection: mongoose.Connection,
  databasePrefix: string,
  onStep: (done: number, total: number) => void,
): Promise<void> {
  const databases = Object.entries(agencyDatabases);
  const left = databases.values();
  let done = 0;
  onStep(done, databases.length);
  const build = async () => {
    for (const [name, createModels] of left) {
      await ensureIndexes(createModels(connection.useDb(databasePrefix + name)));
      onStep(++done, databases.length);
    }
  };
  await Promise.all([build(), build()]);
}

async function writeDocuments(
  plan: ReturnType<typeof createPlan>,
  writer: StoreWriter,
  onStep: (done: number) => void,
): Promise<number> {
  const companies = listP3mi();
  const sources = createSources(plan);
  const tables = createRowTables(plan);
  const documentsOf = createSlotDocuments(sources, tables, companies);
  const tally = createTally(tables.ballots.points);
  const picker = createFixturePicker(plan.committees);

  writer.add('regions', regionDocuments());
  writer.add('p3mi', p3miDocuments(companies));
  writer.add('missions', missionDocuments(plan.committees));
  writer.add('countries', countryDocuments());
  writer.add('institutions', institutions);
  writer.add('ppln', pplnDocuments(tables.ballots.points));
  writer.add('elections', electionDocuments());

  for (let slot = 0; slot < plan.slots; slot++) {
    if (slot % STEP === 0) {
      onStep(slot);
      await writer.settle();
    }
    const { collections, faults, person, row, listed } = documentsOf(slot);
    for (const [name, documents] of Object.entries(collections)) {
      writer.add(name as CollectionName, documents);
    }
    writer.add('faults', faults);
    if (person) picker.add(person);
    if (row) tally.addRow(row, listed, faults);
    else for (const fault of faults) tally.addFault(fault);
  }
  const { rates, faults: wholeListFaults } = tally.finish();
  writer.add('faults', wholeListFaults);
  writer.add('rates', rates);
  writer.add('fixtures', picker.fixtures());
  onStep(plan.slots);
  return await writer.finish();
}
