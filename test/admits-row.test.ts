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
  attribute: fc.constantFrom('region', 'links', 'consent', 'unknown', 'constructor'),
  op: fc.constantFrom('eq', 'in', 'startsWith', 'startsWithAny', 'ne'),
  value: fc.oneof(text, fc.array(text, { maxLength: 2 })),
});
const rule: fc.Arbitrary<RowRule | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant({ all: true } as const),
  fc.record({ where: fc.array(condition, { minLength: 1, maxLength: 2 }) }),
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
    const things = connection.collection<{ readonly _id: string }>('things');
    const property = fc.asyncProperty(
      row,
      fc.array(rule, { minLength: 5, maxLength: 5 }),
      async (stored, rules) => {
        const document = { _id: 'thing', ...stored };
        await things.replaceOne({ _id: 'thing' }, stored, { upsert: true });
        for (const each of rules) {
          const found = await things.countDocuments({ $and: [rowFilter(TYPE, each)] });
          expect(admitsRow(TYPE, each, document), JSON.stringify(each)).toBe(found === 1);
        }
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });
});
