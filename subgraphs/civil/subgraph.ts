import { readSchema } from '../shared/read-schema.ts';
import type { StatisticsSource } from '../shared/statistics-source.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { createLoaders } from './loaders.ts';
import { type CivilModels, createModels } from './models.ts';
import { resolvers } from './resolvers/resolvers.ts';

/** Makes the civil subgraph: Dukcapil's population register, the spine of the graph, and the regions. */
export function createCivil(): Subgraph {
  return createSubgraph({
    name: 'civil',
    schema: readSchema('civil'),
    resolvers,
    createModels,
    createLoaders,
    createStatisticsSources,
  });
}

function createStatisticsSources({ citizens, regions }: CivilModels): readonly StatisticsSource[] {
  return [
    {
      table: 'citizensByProvince',
      model: citizens,
      code: '$originProvince',
      names: async () => {
        const provinces = await regions.find({ level: 'PROVINCE' }).lean();
        return new Map(provinces.map(({ _id, name }) => [_id, name]));
      },
    },
  ];
}
