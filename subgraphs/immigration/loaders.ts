import type DataLoader from 'dataloader';
import { createManyLoader, createOneLoader } from '../shared/loader.ts';
import type { RowType } from '../shared/row-filter.ts';
import type { RequestRows, SubgraphContext } from '../shared/subgraph.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import type {
  CrossingDocument,
  DeferredApplicationDocument,
  ImmigrationModels,
  PassportDocument,
} from './models.ts';

const ATTRIBUTES: RowType['attributes'] = {
  person: { path: 'citizenId', kind: 'text' },
  links: { path: 'links', kind: 'texts' },
};

/** What grants can tell passports apart by. */
const PASSPORT_ROWS: RowType = { name: 'Passport', attributes: ATTRIBUTES };

/** What grants can tell border crossings apart by. */
const CROSSING_ROWS: RowType = { name: 'Crossing', attributes: ATTRIBUTES };

/** What grants can tell deferred applications apart by. */
const DEFERRED_APPLICATION_ROWS: RowType = { name: 'DeferredApplication', attributes: ATTRIBUTES };

/** What the resolvers of one request read with. */
export interface ImmigrationLoaders {
  readonly passports: VisibleRows<PassportDocument>;
  readonly passportById: DataLoader<string, PassportDocument | null>;
  readonly passportsByCitizen: DataLoader<string, readonly PassportDocument[]>;
  readonly crossingsByCitizen: DataLoader<string, readonly CrossingDocument[]>;
  readonly deferredApplicationsByCitizen: DataLoader<string, readonly DeferredApplicationDocument[]>;
}

/** What every resolver of this subgraph is given. */
export type ImmigrationContext = SubgraphContext<ImmigrationModels, ImmigrationLoaders>;

/** Makes the loaders of one request. A passport that was read once, in a list for example, is not read again by id. */
export function createLoaders(models: ImmigrationModels, rows: RequestRows): ImmigrationLoaders {
  const passports = rows.visible(models.passports, PASSPORT_ROWS, (row) => passportById.prime(row._id, row));
  const passportById = createOneLoader(passports.find, '_id');
  const crossings = rows.visible(models.crossings, CROSSING_ROWS);
  const deferred = rows.visible(models.deferredApplications, DEFERRED_APPLICATION_ROWS);
  return {
    passports,
    passportById,
    passportsByCitizen: createManyLoader(passports.find, 'citizenId'),
    crossingsByCitizen: createManyLoader(crossings.find, 'citizenId'),
    deferredApplicationsByCitizen: createManyLoader(deferred.find, 'citizenId'),
  };
}
