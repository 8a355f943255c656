import type { Model, mongo } from 'mongoose';

/**
 * Makes the collections of a subgraph and builds the indexes that its queries need, one collection after the other and
 * all indexes of a collection in one reading of it. What is there already costs a command.
 *
 * Collections that others keep (`readOnly`) are left as they are.
 *
 * @param models what the subgraph's `createModels` gave
 */
export async function ensureIndexes<Models extends object>(models: Models): Promise<void> {
  for (const model of Object.values(models) as Model<unknown>[]) {
    if (model.schema.get('excludeIndexes')) continue;
    await model.createCollection();
    const indexes = model.schema
      .indexes()
      .map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription);
    if (indexes.length > 0) await model.collection.createIndexes(indexes);
  }
}
