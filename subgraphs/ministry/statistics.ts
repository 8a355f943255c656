import { type StatisticsSource, yearOfDay } from '../shared/statistics-source.ts';
import type { MinistryModels } from './models.ts';

/** Says what the tables of the ministry subgraph count. */
export function createStatisticsSources({ workers }: MinistryModels): readonly StatisticsSource[] {
  const placements = {
    model: workers,
    elements: 'placements',
    year: yearOfDay('placements.departureDate'),
  };
  return [
    { ...placements, table: 'placementsByCountry', code: '$placements.destinationCountry' },
    {
      ...placements,
      table: 'placementsByProvince',
      code: { $substrBytes: ['$originRegency', 0, 2] },
    },
    { ...placements, table: 'placementsBySector', code: '$placements.sector' },
    { ...placements, table: 'placementsByScheme', code: '$placements.scheme' },
    {
      table: 'repatriationsByCountry',
      model: workers,
      elements: 'repatriations',
      year: yearOfDay('repatriations.date'),
      code: '$repatriations.country',
    },
    {
      table: 'complaintsByCategory',
      model: workers,
      elements: 'complaints',
      year: yearOfDay('complaints.at'),
      code: '$complaints.category',
    },
  ];
}
