import DataLoader from 'dataloader';
import { type Condition, isOneOf } from './condition.ts';
import type { Row } from './visible-rows.ts';

/** Keys that one query looks up, at most: as many as one call may ask entities. */
export const MAX_BATCH_SIZE = 1_000;

type FindRows<Stored extends Row> = (condition: Condition) => Promise<readonly Stored[]>;

/**
 * Makes a loader of the one row that has a key; null for a key that none has. All keys asked for in one turn are
 * looked up with one query. Made per request, because what it remembers is what that request may see.
 */
export function createOneLoader<Stored extends Row>(
  find: FindRows<Stored>,
  key: keyof Stored & string,
): DataLoader<string, Stored | null> {
  return new DataLoader(
    async (keys) => {
      const rows = await find(isOneOf(key, keys));
      const byKey = new Map(rows.map((row) => [row[key], row]));
      return keys.map((value) => byKey.get(value as Stored[typeof key]) ?? null);
    },
    { maxBatchSize: MAX_BATCH_SIZE },
  );
}

/** Makes a loader of all rows that have a key, in `_id` order; empty for a key that none has. Otherwise as {@link createOneLoader}. */
export function createManyLoader<Stored extends Row>(
  find: FindRows<Stored>,
  key: keyof Stored & string,
): DataLoader<string, readonly Stored[]> {
  return new DataLoader(
    async (keys) => {
      const byKey = new Map<Stored[typeof key], Stored[]>();
      for (const row of await find(isOneOf(key, keys))) {
        const rows = byKey.get(row[key]);
        if (rows) rows.push(row);
        else byKey.set(row[key], [row]);
      }
      return keys.map((value) => byKey.get(value as Stored[typeof key]) ?? []);
    },
    { maxBatchSize: MAX_BATCH_SIZE },
  );
}
