import { randomBytes } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createModels, type OversightModels } from '../subgraphs/oversight/models.ts';
import { ensureIndexes } from '../subgraphs/shared/ensure-indexes.ts';

let connection: Connection;
let models: OversightModels;
beforeAll(async () => {
  const dbName = `test_oversight_${randomBytes(6).toString('hex')}`;
  connection = await mongoose.createConnection(inject('mongodbUri'), { dbName }).asPromise();
  models = createModels(connection);
  await ensureIndexes(models);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

it('the collections of an agency that has checked nothing are there, with their indexes, and empty', async () => {
  for (const model of Object.values(models) as readonly OversightModels['findings'][]) {
    expect(await model.countDocuments()).toBe(0);
  }
  const indexes = await models.findings.collection.indexes();
  const first = indexes.map(({ key }) => Object.keys(key)[0]);
  expect(first).toEqual(['_id', 'check', 'ppln', 'rule', 'state', 'subject', 'citizenId']);
});
