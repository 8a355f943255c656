import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it, test } from 'vitest';
import { makeIdKeys } from '../gateway/execution/id-keys.ts';
import { createPairwiseIds } from '../gateway/execution/pairwise-ids.ts';
import { findProjectRoot } from '../gateway/project-root.ts';
import { loadAgencies } from '../gateway/registry/load-agencies.ts';
import { createModels } from '../subgraphs/civil/models.ts';
import { type CollectionName, databaseOf } from '../tools/generator/databases.ts';
import { createRowTables } from '../tools/generator/documents/row-tables.ts';
import { createSlotDocuments } from '../tools/generator/documents/slot-documents.ts';
import { generate } from '../tools/generator/generate.ts';
import { isComplete, readGeneration } from '../tools/generator/generation-state.ts';
import { listP3mi } from '../tools/generator/p3mi.ts';
import { createSources } from '../tools/generator/people/sources.ts';
import { createPlan } from '../tools/generator/plan/plan.ts';
import { type IdSource, nameIdKeys } from '../tools/generator/store-ids.ts';
import { generateInMemory } from './setup/generated-set.ts';

const CITIZENS = 400;
const SEED = 7;
const uri = inject('mongodbUri');
const prefix = 'generated_';
const PROVIDERS = new Map([
  ['civil', 'dukcapil'],
  ['ministry', 'kp2mi'],
  ['consular', 'kemlu'],
  ['training', 'pemda'],
  ['electoral', 'kpu'],
  ['immigration', 'imigrasi'],
]);
const ids: IdSource = { keys: makeIdKeys(), providers: PROVIDERS };
const pairwise = createPairwiseIds(ids.keys);
let connection: mongoose.Connection;

beforeAll(async () => {
  connection = await mongoose.createConnection(uri).asPromise();
});
afterAll(async () => {
  for (const name of ['generated_', 'again_', 'foreign_', 'stopped_']) {
    for (const database of new Set(Object.values(databaseOf)))
      await connection.useDb(name + database).dropDatabase();
  }
  await connection.close();
});

describe('a data set in a store', () => {
  beforeAll(async () => {
    await generate({ uri, citizens: CITIZENS, seed: SEED, ids, databasePrefix: prefix });
  });

  it('holds the documents of every slot, and nothing else', async () => {
    const set = generateInMemory(CITIZENS, SEED);
    for (const [name, documents] of Object.entries(set.documents)) {
      const rows = (await stored(prefix, name as CollectionName)).map((row) => revealRow(name, row));
      expect(byId(rows)).toEqual(byId<object>(documents));
    }
    expect(await stored(prefix, 'rates')).toEqual(byId(set.rates));
  });

  it('has ids of its own in every database: no two share one', async () => {
    const seen = new Map<string, string>();
    const owned = new Set(Object.values(databaseOf));
    owned.delete('truth');
    for (const database of owned) {
      const found = new Set<string>();
      for (const name of namesOf(database)) {
        for (const row of await stored(prefix, name)) for (const id of idsIn(row)) found.add(id);
      }
      expect(found.size).toBeGreaterThan(20);
      for (const id of found) {
        expect([id, seen.get(id) ?? database]).toEqual([id, database]);
        seen.set(id, database);
      }
    }
  });

  it('shows a spine form nowhere', async () => {
    const set = generateInMemory(CITIZENS, SEED);
    const spines = set.people.flatMap(({ id }) => formsOf(id));
    const names = Object.keys(databaseOf) as CollectionName[];
    const text = JSON.stringify(await Promise.all(names.map((name) => stored(prefix, name))));
    expect(text.length).toBeGreaterThan(100_000);
    expect(spines.filter((form) => text.includes(form))).toEqual([]);
  });

  it("tells what is true by the ids of KPU's rows and Dukcapil's persons", async () => {
    const set = generateInMemory(CITIZENS, SEED);
    const kpu = (spine: string) => pairwise.conceal('kpu', [spine])[0] ?? '';
    const faults = await stored(prefix, 'faults');
    const expected = set.faults.map((fault) => ({
      ...fault,
      _id: [fault.voterId, fault.citizenId].reduce<string>(
        (text, spine, index) =>
          spine === undefined
            ? text
            : text.replace(`:${spine}`, () => `:${pairwise.conceal(index ? 'dukcapil' : 'kpu', [spine])[0]}`),
        fault._id,
      ),
      ...(fault.voterId === undefined ? {} : { voterId: kpu(fault.voterId) }),
      ...(fault.citizenId === undefined
        ? {}
        : { citizenId: pairwise.conceal('dukcapil', [fault.citizenId])[0] }),
      detail: {
        ...fault.detail,
        ...(typeof fault.detail.other === 'string' ? { other: kpu(fault.detail.other) } : {}),
      },
    }));
    expect(faults).toEqual(byId(expected));
    const voters = new Set((await stored(prefix, 'voters')).map(({ _id }) => _id));
    const citizens = new Set((await stored(prefix, 'citizens')).map(({ _id }) => _id));
    for (const { voterId, citizenId, rule, detail } of faults as unknown as typeof set.faults) {
      if (voterId !== undefined) expect(voters).toContain(voterId);
      if (voterId === undefined && rule === 'B10') expect(citizens).toContain(citizenId);
      if (detail.other !== undefined) expect(voters).toContain(detail.other);
    }
  });

  it('names persons for each agency by the ids with which it asks', async () => {
    const set = generateInMemory(CITIZENS, SEED);
    const fixtures = (await stored(prefix, 'fixtures')) as typeof set.fixtures;
    const revealed = fixtures.map(({ _id, insideCitizenId, outsideCitizenId }) => {
      const [inside, outside] = pairwise.reveal(_id.split(':')[0] ?? '', [insideCitizenId, outsideCitizenId]);
      return { _id, insideCitizenId: inside, outsideCitizenId: outside };
    });
    expect(revealed).toEqual(byId(set.fixtures));
  });

  it('holds the reference data whatever its size', async () => {
    const counts = Object.fromEntries(
      await Promise.all(
        (['regions', 'p3mi', 'missions', 'countries', 'institutions', 'ppln', 'elections'] as const).map(
          async (name) => [name, (await stored(prefix, name)).length] as const,
        ),
      ),
    );
    expect(counts).toMatchObject({ p3mi: 424, missions: 128, ppln: 128, countries: 100, elections: 3 });
    const missions = await stored(prefix, 'missions');
    expect(missions.find(({ _id }) => _id === 'KDEI-TAIPEI')).toMatchObject({
      parentAgency: 'Ministry of Trade',
    });
    expect(missions.find(({ _id }) => _id === 'KJRI-HONG-KONG')).toMatchObject({
      jurisdiction: ['HK', 'MO'],
    });
  });

  it('has the indexes that the subgraphs ask for', async () => {
    const { citizens } = createModels(connection.useDb(`${prefix}civil`));
    const indexes = await citizens.collection.indexes();
    expect(indexes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['nik_1', 'passport_1', 'links_1__id_1', 'originRegency_1__id_1']),
    );
    expect(indexes.find(({ name }) => name === 'nik_1')?.unique).toBe(true);
  });

  it('can be read by the models of the subgraphs', async () => {
    const { citizens } = createModels(connection.useDb(`${prefix}civil`));
    for (const citizen of await citizens.find().limit(50)) await citizen.validate();
    expect(await citizens.countDocuments()).toBe(CITIZENS);
  });

  it('says what it is, last of all', async () => {
    const generation = await readGeneration(connection.getClient(), prefix);
    expect(isComplete(generation, nameIdKeys(ids))).toBe(true);
    expect(generation).toMatchObject({
      citizens: CITIZENS,
      seed: SEED,
      asOf: '2025-12-31',
      listFixedOn: '2023-06-21',
    });
  });

  it('is the same when it is generated again', async () => {
    await generate({ uri, citizens: CITIZENS, seed: SEED, ids, databasePrefix: 'again_' });
    for (const name of Object.keys(databaseOf) as CollectionName[]) {
      expect(await stored('again_', name)).toEqual(await stored(prefix, name));
    }
  });
});

test('the agencies file says what the tests take for granted of whose database is whose', async () => {
  const agencies = await loadAgencies(join(findProjectRoot(), 'schema/agencies.yaml'));
  // Nothing is generated for the ledger, which the gateways write, nor for the checks, which Bawaslu runs.
  expect(agencies.ok && agencies.directory.participants.providers).toEqual(
    new Map(PROVIDERS).set('ledger', 'operator').set('oversight', 'bawaslu'),
  );
});

describe('generating', () => {
  it('gives a slot the same documents in any order', () => {
    const plan = createPlan(2_000, SEED);
    const inOrder = createSlotDocuments(createSources(plan), createRowTables(plan), listP3mi());
    const backwards = createSlotDocuments(createSources(plan), createRowTables(plan), listP3mi());
    const slots = Array.from({ length: plan.slots }, (_, slot) => slot);
    const first = slots.map((slot) => JSON.stringify(inOrder(slot).collections));
    const second = slots.reverse().map((slot) => JSON.stringify(backwards(slot).collections));
    expect(second.reverse()).toEqual(first);
  });

  it('plans in as little memory for 4,000,000 citizens as for 20,000', () => {
    const size = (citizens: number) => createPlan(citizens, 1).blocks.length;
    expect(size(4_000_000)).toBeLessThan(5 * size(20_000));
    expect(size(4_000_000)).toBeLessThan(3_000);
  });

  it('that is stopped leaves a set that is known to be incomplete, and the next run makes it whole', async () => {
    const stopping = new AbortController();
    const stopped = generate({
      uri,
      citizens: CITIZENS,
      seed: SEED,
      ids,
      databasePrefix: 'stopped_',
      signal: stopping.signal,
      onProgress: ({ done }) => {
        if (done > 0) stopping.abort(new Error('enough'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    const left = await readGeneration(connection.getClient(), 'stopped_');
    expect([left?.state, isComplete(left, nameIdKeys(ids))]).toEqual(['RUNNING', false]);
    await generate({ uri, citizens: CITIZENS, seed: SEED, ids, databasePrefix: 'stopped_' });
    expect(await stored('stopped_', 'voters')).toEqual(await stored(prefix, 'voters'));
  });

  it('refuses to remove data that it did not write', async () => {
    const voters = connection.useDb('foreign_electoral').collection<{ _id: string }>('voters');
    await voters.insertOne({ _id: 'somebody' });
    const refused = generate({ uri, citizens: CITIZENS, seed: SEED, ids, databasePrefix: 'foreign_' });
    await expect(refused).rejects.toThrow('did not write');
    expect(await voters.countDocuments()).toBe(1);
  });

  it.each([
    [299, 1, 'citizens'],
    [4_500_001, 1, 'citizens'],
    [400.5, 1, 'citizens'],
    [400, -1, 'seed'],
  ])('refuses %d citizens with seed %d and names the %s', async (citizens, seed, name) => {
    await expect(generate({ uri, citizens, seed, ids, databasePrefix: 'again_' })).rejects.toThrow(name);
  });
});

describe('the command line', () => {
  const main = join(findProjectRoot(), 'dist', 'tools', 'generator', 'main.js');
  const run = promisify(execFile);

  it('opens the embedded engine where no server is named, and leaves a complete set alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'generated-'));
    const { MONGODB_URI: _, ...rest } = process.env;
    const env = { ...rest, DATA_DIR: folder };
    const first = await run(process.execPath, [main, '--citizens', '300', '--seed', '4'], { env });
    expect(first.stdout).toMatch(
      /documents 100%[\s\S]*indexes 100%\n300 citizens \(seed 4\): \d+ documents in \d+\.\d s\n$/,
    );
    const second = await run(process.execPath, [main, '--citizens', '300', '--if-empty'], { env });
    expect(second.stdout).toBe('');
    // With other keys none of its ids would be found.
    await rm(join(folder, 'keys', 'ids.json'));
    const third = await run(process.execPath, [main, '--citizens', '300', '--if-empty'], { env });
    expect(third.stdout).toContain('300 citizens');
    await rm(folder, { recursive: true, force: true });
  });

  it('says what is wrong with a number', async () => {
    const failed = run(process.execPath, [main, '--citizens', 'many']);
    await expect(failed).rejects.toMatchObject({
      stderr: expect.stringContaining('expected a whole number'),
    });
  });
});

/** A stored row with spine forms in place of the ids that the owner of its database knows. */
function revealRow(name: string, row: object): object {
  if (!(name in databaseOf)) return row;
  const owner = PROVIDERS.get(databaseOf[name as CollectionName]) ?? '';
  const { _id, citizenId } = row as { _id: string; citizenId?: string };
  const [id, person] = pairwise.reveal(owner, [_id, citizenId]);
  return { ...row, _id: id, ...(citizenId === undefined ? {} : { citizenId: person }) };
}

function namesOf(database: string): readonly CollectionName[] {
  return (Object.keys(databaseOf) as CollectionName[]).filter((name) => databaseOf[name] === database);
}

/** All texts of a row that have the form of an id, wherever they stand. */
function idsIn(row: object): readonly string[] {
  return JSON.stringify(row).match(/(?<=")[A-Za-z0-9_-]{21}[AQgw](?=")/g) ?? [];
}

/** Ways to write a spine form. */
function formsOf(spine: string): readonly string[] {
  const bytes = Buffer.from(spine, 'latin1');
  return [
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('base64'),
    JSON.stringify(spine),
  ];
}

async function stored(databasePrefix: string, name: CollectionName): Promise<readonly { _id: unknown }[]> {
  const database = connection.useDb(databasePrefix + databaseOf[name]);
  return await database.collection(name).find().sort({ _id: 1 }).toArray();
}

function byId<Document extends object>(documents: readonly Document[]): readonly Document[] {
  const idOf = (document: Document) => (document as { _id: string })._id;
  return [...documents].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}
