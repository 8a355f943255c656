import type DataLoader from 'dataloader';
import { createOneLoader } from '../shared/loader.ts';
import type { RowType } from '../shared/row-filter.ts';
import type { RequestRows, SubgraphContext } from '../shared/subgraph.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import type { CitizenDocument, CivilModels, RegionDocument } from './models.ts';

/** What grants can tell citizens apart by. */
const CITIZEN_ROWS: RowType = {
  name: 'Citizen',
  attributes: {
    person: { path: '_id', kind: 'text' },
    links: { path: 'links', kind: 'texts' },
    originRegency: { path: 'originRegency', kind: 'text' },
  },
};

/** What the resolvers of one request read with. */
export interface CivilLoaders {
  readonly citizens: VisibleRows<CitizenDocument>;
  readonly citizenById: DataLoader<string, CitizenDocument | null>;
  readonly regions: VisibleRows<RegionDocument>;
  readonly regionByCode: DataLoader<string, RegionDocument | null>;
}

/** What every resolver of this subgraph is given. */
export type CivilContext = SubgraphContext<CivilModels, CivilLoaders>;

/** Makes the loaders of one request. A citizen that was read once, in a list for example, is not read again by id. */
export function createLoaders(models: CivilModels, rows: RequestRows): CivilLoaders {
  const citizens = rows.visible(models.citizens, CITIZEN_ROWS, (row) => citizenById.prime(row._id, row));
  const citizenById = createOneLoader(citizens.find, '_id');
  const regions = rows.reference(models.regions);
  return { citizens, citizenById, regions, regionByCode: createOneLoader(regions.find, '_id') };
}
