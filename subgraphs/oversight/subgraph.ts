import { readSchema } from '../shared/read-schema.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { createLoaders } from './loaders.ts';
import { createModels } from './models.ts';
import { resolvers } from './resolvers/resolvers.ts';

/** Makes the oversight subgraph: Bawaslu's checks of the overseas voter list, and what came of what they found. */
export function createOversight(): Subgraph {
  return createSubgraph({
    name: 'oversight',
    schema: readSchema('oversight'),
    resolvers,
    createModels,
    createLoaders,
    createStatisticsSources: () => [],
  });
}
