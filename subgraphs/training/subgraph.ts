import { readSchema } from '../shared/read-schema.ts';
import { type StatisticsSource, yearOfDay } from '../shared/statistics-source.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { createLoaders } from './loaders.ts';
import { createModels, type TrainingModels } from './models.ts';
import { resolvers } from './resolvers.ts';

/** Makes the training subgraph: courses and certificates of the regional governments and of the associations. */
export function createTraining(): Subgraph {
  return createSubgraph({
    name: 'training',
    schema: readSchema('training'),
    resolvers,
    createModels,
    createLoaders,
    createStatisticsSources,
  });
}

function createStatisticsSources({ trainings }: TrainingModels): readonly StatisticsSource[] {
  const year = yearOfDay('from');
  return [
    { table: 'trainingsBySector', model: trainings, year, code: '$sector' },
    { table: 'trainingResults', model: trainings, year, code: '$result' },
  ];
}
