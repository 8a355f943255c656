import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { admitsRow } from '../subgraphs/shared/admits-row.ts';
import type { RowRule } from '../subgraphs/shared/grant-claims.ts';
import { type RowType, rowFilter } from '../subgraphs/shared/row-filter.ts';

const TYPE: RowType = {
  name: 'Thing',
  attributes: {
    region: { path: 'originRegency', kind: 'text' },
    links: { path: 'links', kind: 'texts' },
    consent: { path: 'consent', kind: 'boolean' },
  },
};

const text = fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'ba', 'true', 'false');
const row = fc.record(
  { originRegency: text, links: fc.array(text, { maxLength: 3 }), consent: fc.boolean() },
  { requiredKeys: [] },
);
const condition = fc.record({
  attribute: fc.constantFrom('region', 'links', 'region', 'links', 'consent', 'unknown', 'constructor'),
  op: fc.constantFrom('eq', 'in', 'startsWith', 'startsWithAny', 'startsWithAny', 'ne'),
  value: fc.oneof(text, fc.array(text, { maxLength: 2 })),
});
const rule: fc.Arbitrary<RowRule | undefined> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constant({ all: true } as const) },
  { weight: 18, arbitrary: fc.record({ where: fc.array(condition, { minLength: 1, maxLength: 2 }) }) },
);

describe('admitting a row before it is stored', () => {
  let connection: Connection;
  beforeAll(async () => {
    const dbName = `test_admits_${randomBytes(6).toString('hex')}`;
    connection = await mongoose.createConnection(inject('mongodbUri'), { dbName }).asPromise();
  });
  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  it('agrees with what the store finds by the same rule', async () => {
    const things = connection.collection<{ readonly _id: number }>('things');
    const rows = fc.array(row, { minLength: 20, maxLength: 20 });
    const rules = fc.array(rule, { minLength: 20, maxLength: 20 });
    const property = fc.asyncProperty(rows, rules, async (someRows, someRules) => {
      const documents = someRows.map((each, index) => ({ _id: index, ...each }));
      await things.deleteMany({});
      await things.insertMany(documents);
      for (const each of someRules) {
        const found = await things.distinct('_id', { $and: [rowFilter(TYPE, each)] });
        const admitted = documents.filter((document) =>
          admitsRow(TYPE, each, { ...document, _id: String(document._id) }),
        );
        expect(
          admitted.map(({ _id }) => _id),
          JSON.stringify(each),
        ).toEqual(found);
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
