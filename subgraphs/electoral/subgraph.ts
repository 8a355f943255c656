import { readSchema } from '../shared/read-schema.ts';
import type { StatisticsSource } from '../shared/statistics-source.ts';
import { createSubgraph, type Subgraph } from '../shared/subgraph.ts';
import { publishAttendanceByList } from './attendance-by-list.ts';
import { AWAY, CAME, publishAttendance } from './attendance-by-point.ts';
import { createLoaders } from './loaders.ts';
import { createModels, type ElectoralModels } from './models.ts';
import { POINT_CODE, publishWhole } from './polling-points.ts';
import { resolvers } from './resolvers/resolvers.ts';

/** Makes the electoral subgraph: KPU's overseas voter list, its committees and its elections. */
export function createElectoral(): Subgraph {
  return createSubgraph({
    name: 'electoral',
    schema: readSchema('electoral'),
    resolvers,
    createModels,
    createLoaders,
    createStatisticsSources,
  });
}

/** The first and the last are published as they are, the others are what `published-tables.ts` makes tables of. */
function createStatisticsSources({ voters, ppln }: ElectoralModels): readonly StatisticsSource[] {
  const names = async () => {
    const committees = await ppln.find().lean();
    return new Map(committees.map(({ _id, name }) => [_id, name]));
  };
  const byPpln = { model: voters, code: '$ppln', names };
  return [
    { ...byPpln, table: 'votersByPpln', match: { registered: true } },
    { ...byPpln, table: 'cameByPpln', match: { attendance: { $in: ['DPT', 'DPTB', 'DPK'] } } },
    { ...byPpln, table: 'stayedAwayByPpln', match: { attendance: 'NONE' } },
    {
      table: 'attendanceByPollingPoint',
      model: voters,
      match: { attendance: { $type: 'string' } },
      within: '$ppln',
      code: { $concat: ['$pollingPoint', { $cond: [{ $eq: ['$attendance', 'NONE'] }, AWAY, CAME] }] },
      publish: publishAttendance,
    },
    {
      table: 'attendanceByList',
      model: voters,
      match: { attendance: { $type: 'string' } },
      within: '$ppln',
      code: { $concat: [POINT_CODE, ' ', '$attendance'] },
      publish: publishAttendanceByList,
    },
    {
      table: 'votersByPollingPoint',
      model: voters,
      within: '$ppln',
      code: POINT_CODE,
      publish: publishWhole,
    },
  ];
}
