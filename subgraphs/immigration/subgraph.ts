import { readSchema } from '../shared/read-schema.ts';
import { type StatisticsSource, yearOfDay } from '../shared/statistics-source.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { createLoaders } from './loaders.ts';
import { createModels, type ImmigrationModels } from './models.ts';
import { resolvers } from './resolvers.ts';

/** Makes the immigration subgraph: passports, border crossings and deferred applications of Ditjen Imigrasi. */
export function createImmigration(): Subgraph {
  return createSubgraph({
    name: 'immigration',
    schema: readSchema('immigration'),
    resolvers,
    createModels,
    createLoaders,
    createStatisticsSources,
  });
}

function createStatisticsSources(models: ImmigrationModels): readonly StatisticsSource[] {
  const { passports, deferredApplications } = models;
  return [
    { table: 'passportsByKind', model: passports, year: yearOfDay('issuedAt'), code: '$kind' },
    { table: 'deferredByReason', model: deferredApplications, year: yearOfDay('date'), code: '$reason' },
  ];
}
