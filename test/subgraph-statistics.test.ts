import mongoose, { type Connection } from 'mongoose';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createModels, type MinistryModels } from '../subgraphs/ministry/models.ts';
import { createStatisticsSources } from '../subgraphs/ministry/statistics.ts';
import { createStatistics, type Statistics } from '../subgraphs/shared/statistics.ts';
import { writeCounts } from '../subgraphs/shared/statistics-store.ts';

let connection: Connection;
let models: MinistryModels;
const started: Statistics[] = [];

beforeAll(async () => {
  connection = mongoose.createConnection(inject('mongodbUri'), {
    dbName: `test_statistics_${process.pid}`,
    sanitizeFilter: true,
  });
  models = createModels(connection);
  await connection.asPromise();
});
beforeEach(async () => {
  await Promise.all(started.splice(0).map((statistics) => statistics.stop()));
  await connection.dropDatabase();
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

function open(maxAgeMs = 600_000): Statistics {
  const statistics = createStatistics({
    models,
    sources: createStatisticsSources(models),
    maxAgeMs,
    logger: pino({ level: 'silent' }),
  });
  started.push(statistics);
  return statistics;
}

const tables = createStatisticsSources({} as MinistryModels).map(({ table }) => table);

async function addWorkers(count: number, country: string, departureDate: string): Promise<void> {
  const workers = Array.from({ length: count }, () => ({
    _id: new mongoose.Types.ObjectId().toHexString(),
    originRegency: '35.09',
    placements: [{ destinationCountry: country, departureDate, sector: 'DOMESTIC' }],
    complaints: [],
    repatriations: [],
  }));
  await connection.collection('workers').insertMany(workers.map((worker) => worker as never));
}

describe('statistics', () => {
  it('are not there before the first count, and then are counted by year, suppressed, and stored', async () => {
    await addWorkers(7, 'MY', '2024-05-05');
    await addWorkers(9, 'HK', '2024-05-05');
    await addWorkers(2, 'TW', '2024-05-05');
    await addWorkers(6, 'MY', '2023-05-05');
    await addWorkers(1, 'MY', 'no day');
    const statistics = open();
    expect(statistics.table('placementsByCountry', 2024)).toBeNull();
    statistics.start();
    await expect.poll(() => statistics.table('placementsByCountry', 2024)?.total).toBe(18);
    expect(statistics.table('placementsByCountry', 2024)?.cells).toEqual([
      { code: 'HK', name: null, count: 9, suppressed: false },
      { code: 'MY', name: null, count: null, suppressed: true },
      { code: 'TW', name: null, count: null, suppressed: true },
    ]);
    expect(statistics.table('placementsByProvince', 2023)).toMatchObject({
      total: 6,
      cells: [{ code: '35', count: 6 }],
    });
    expect(statistics.table('placementsByScheme', 2024)).toMatchObject({ total: 0, cells: [] });
    expect(await models.statistics.countDocuments({ table: 'placementsByCountry' })).toBe(4);
  });

  it('that are stored and young are published as they are, and counted anew once they are old', async () => {
    await addWorkers(8, 'MY', '2024-05-05');
    const cell = { year: 2024, table: 'placementsByCountry', code: 'HK', count: 50 };
    await writeCounts(models, { asOf: new Date(Date.now() - 300_000), tables, counts: [cell] });
    const young = open(600_000);
    young.start();
    await expect.poll(() => young.table('placementsByCountry', 2024)?.total).toBe(50);
    const old = open(200_000);
    old.start();
    await expect
      .poll(() => old.table('placementsByCountry', 2024)?.cells)
      .toMatchObject([{ code: 'MY', count: 8 }]);
  });

  it('that lack a table are counted anew, and the table is not there until then', async () => {
    await addWorkers(8, 'MY', '2024-05-05');
    const others = tables.filter((table) => table !== 'placementsByCountry');
    await writeCounts(models, { asOf: new Date(), tables: others, counts: [] });
    const statistics = open();
    statistics.start();
    await expect.poll(() => statistics.table('placementsByCountry', 2024)).not.toBeNull();
    expect(statistics.table('placementsByCountry', 2024)?.total).toBe(8);
  });

  it('are counted anew again and again', async () => {
    const statistics = open(20);
    statistics.start();
    await expect.poll(() => statistics.table('placementsByCountry', 2024)?.total).toBe(0);
    await addWorkers(8, 'MY', '2024-05-05');
    await expect
      .poll(() => statistics.table('placementsByCountry', 2024)?.total, { timeout: 10_000 })
      .toBe(8);
  });

  it('of two processes that count at once never mix', async () => {
    const table = (code: string) => [{ year: 2024, table: 'placementsByCountry', code, count: 10 }];
    await Promise.all([
      writeCounts(models, { asOf: new Date('2025-01-01T00:00:01Z'), tables, counts: table('MY') }),
      writeCounts(models, { asOf: new Date('2025-01-01T00:00:02Z'), tables, counts: table('HK') }),
    ]);
    const statistics = open(10 ** 12);
    statistics.start();
    await expect
      .poll(() => statistics.table('placementsByCountry', 2024)?.cells)
      .toMatchObject([{ code: 'HK' }]);
  });
});
