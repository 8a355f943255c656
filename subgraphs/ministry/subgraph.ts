import { readSchema } from '../shared/read-schema.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { createLoaders } from './loaders.ts';
import { createModels } from './models.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { createStatisticsSources } from './statistics.ts';

/** Makes the ministry subgraph: KP2MI's records of migrant workers, and the companies that place them. */
export function createMinistry(): Subgraph {
  return createSubgraph({
    name: 'ministry',
    schema: readSchema('ministry'),
    resolvers,
    createModels,
    createLoaders,
    createStatisticsSources,
  });
}
