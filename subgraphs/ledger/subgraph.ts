import { readWordFiles } from '../shared/config.ts';
import { readSchema } from '../shared/read-schema.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { createDayCounts } from './day-counts.ts';
import { createLoaders } from './loaders.ts';
import { createModels } from './models.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { readWords, type WordList } from './words-document.ts';

/**
 * Makes the ledger subgraph: who read what about whom. It reads what the gateways write, and never writes an entry.
 *
 * @param words for people; those of `schema/` when absent
 * @param now what time it is
 */
export function createLedger(
  words: WordList = readWords(readWordFiles({})).words,
  now: () => Date = () => new Date(),
): Subgraph {
  const parts = { words, now, dayCounts: createDayCounts(now) };
  return createSubgraph({
    name: 'ledger',
    database: 'ledger',
    schema: readSchema('ledger'),
    resolvers,
    createModels,
    createLoaders: (models, rows) => createLoaders(models, rows, parts),
    createStatisticsSources: () => [],
  });
}
