import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { CitizenDocument } from '../subgraphs/civil/models.ts';
import { createModels } from '../subgraphs/civil/models.ts';
import { ALL_ROWS, isEqual, NO_ROWS } from '../subgraphs/shared/condition.ts';
import { createCounter } from '../subgraphs/shared/counter.ts';
import { type Database, openDatabase } from '../subgraphs/shared/database.ts';
import { createVisibleRows, type VisibleRows } from '../subgraphs/shared/visible-rows.ts';

let database: Database;
let rows: VisibleRows<CitizenDocument>;
let none: VisibleRows<CitizenDocument>;

beforeAll(async () => {
  database = openDatabase(
    {
      mongodbUri: inject('mongodbUri'),
      database: `test_filters_${process.pid}`,
      host: '',
      port: 0,
      grantKeys: { keys: [] },
      secret: new Uint8Array(),
      logLevel: 'silent',
      statisticsMaxAgeMs: 0,
    },
    pino({ level: 'silent' }),
  );
  const models = createModels(database.connection);
  await database.connect(models);
  await models.citizens.collection.insertMany([
    { _id: 'a', nik: '1' },
    { _id: 'b', nik: '2' },
  ] as never);
  rows = createVisibleRows(models.citizens, ALL_ROWS, createCounter());
  none = createVisibleRows(models.citizens, NO_ROWS, createCounter());
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

/** Filters as a client would send them if it could. */
const HOSTILE = [
  { nik: { $ne: null } },
  { nik: { $gt: '' } },
  { nik: { $regex: '.*' } },
  { $and: [{ nik: { $ne: null } }] },
  { $or: [{ nik: { $exists: true } }] },
  { $where: 'true' },
  { $expr: { $eq: [1, 1] } },
  { unknown: 'field' },
];

describe('a filter', () => {
  it('finds, counts and changes what it says', async () => {
    expect((await rows.find(isEqual('nik', '1'))).map(({ _id }) => _id)).toEqual(['a']);
    expect([await rows.count(ALL_ROWS), await rows.count(isEqual('nik', '2'))]).toEqual([2, 1]);
    expect(await rows.update('b', isEqual('nik', '2'), { set: { email: 'x' } })).toMatchObject({
      _id: 'b',
      email: 'x',
    });
  });

  it('that shows no rows finds, counts and changes none', async () => {
    expect(await none.find(ALL_ROWS)).toEqual([]);
    expect(await none.count(ALL_ROWS)).toBe(0);
    expect(await none.update('a', ALL_ROWS, { set: { email: 'y' } })).toBeNull();
  });

  it.each(HOSTILE)('with an operator that we did not write is refused: %j', async (condition) => {
    await expect(rows.find(condition)).rejects.toThrow();
    await expect(rows.count(condition)).rejects.toThrow();
    await expect(rows.update('a', condition, { set: { email: 'z' } })).rejects.toThrow();
  });
});
