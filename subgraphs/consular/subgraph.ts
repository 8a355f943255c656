import { readSchema } from '../shared/read-schema.ts';
import { type StatisticsSource, yearOfInstant } from '../shared/statistics-source.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { createLoaders } from './loaders.ts';
import { type ConsularModels, createModels } from './models.ts';
import { resolvers } from './resolvers/resolvers.ts';

/** Makes the consular subgraph: Kemlu's self-reports and consular cases, the missions and the countries. */
export function createConsular(): Subgraph {
  return createSubgraph({
    name: 'consular',
    schema: readSchema('consular'),
    resolvers,
    createModels,
    createLoaders,
    createStatisticsSources,
  });
}

function createStatisticsSources(models: ConsularModels): readonly StatisticsSource[] {
  const { consularCases, selfReports, countries } = models;
  const names = async () => {
    const all = await countries.find().lean();
    return new Map(all.map(({ _id, name }) => [_id, name]));
  };
  const year = yearOfInstant('openedAt');
  return [
    { table: 'casesByCountry', model: consularCases, year, code: '$country', names },
    { table: 'casesByCategory', model: consularCases, year, code: '$category' },
    { table: 'selfReportsByCountry', model: selfReports, code: '$country', names },
  ];
}
