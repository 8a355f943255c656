import type { Model } from 'mongoose';

/**
 * Makes the collections of a subgraph and builds the indexes that its queries need, one collection after the other.
 * Collections and indexes that are there already cost one command each.
 *
 * @param models what the subgraph's `createModels` gave
 */
export async function ensureIndexes<Models extends object>(models: Models): Promise<void> {
  for (const model of Object.values(models) as Model<unknown>[]) {
    await model.createCollection();
    await model.createIndexes();
  }
}
