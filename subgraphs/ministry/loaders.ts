import type DataLoader from 'dataloader';
import type { Condition } from '../shared/condition.ts';
import { createOneLoader } from '../shared/loader.ts';
import type { RowType } from '../shared/row-filter.ts';
import type { RequestRows, SubgraphContext } from '../shared/subgraph.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import type { MinistryModels, P3miDocument } from './models.ts';
import type { WorkerDocument } from './worker-document.ts';

/** What grants can tell workers apart by. Placements, complaints and repatriations ride on their worker. */
const WORKER_ROWS: RowType = {
  name: 'Worker',
  attributes: {
    person: { path: 'citizenId', kind: 'text' },
    links: { path: 'links', kind: 'texts' },
    originRegency: { path: 'originRegency', kind: 'text' },
  },
};

/** What the resolvers of one request read with. */
export interface MinistryLoaders {
  readonly workers: VisibleRows<WorkerDocument>;
  readonly workerById: DataLoader<string, WorkerDocument | null>;
  /** Looks workers up by their person, and reads these stored fields of them. */
  readonly workerByCitizen: (fields: readonly string[]) => DataLoader<string, WorkerDocument | null>;
  readonly p3mi: VisibleRows<P3miDocument>;
  readonly p3miByLicence: DataLoader<string, P3miDocument | null>;
}

/** What every resolver of this subgraph is given. */
export type MinistryContext = SubgraphContext<MinistryModels, MinistryLoaders>;

/** Makes the loaders of one request. A worker that was read whole is not read again by id. */
export function createLoaders(models: MinistryModels, rows: RequestRows): MinistryLoaders {
  const workers = rows.visible(models.workers, WORKER_ROWS, (row) => workerById.prime(row._id, row));
  const workerById = createOneLoader(workers.find, '_id');
  const byFields = new Map<string, DataLoader<string, WorkerDocument | null>>();
  const workerByCitizen = (fields: readonly string[]) => {
    const name = fields.join();
    const known = byFields.get(name);
    if (known) return known;
    const find = (condition: Condition) => workers.find(condition, { fields: ['citizenId', ...fields] });
    const loader = createOneLoader<WorkerDocument>(find, 'citizenId');
    byFields.set(name, loader);
    return loader;
  };
  const p3mi = rows.reference(models.p3mi);
  return { workers, workerById, workerByCitizen, p3mi, p3miByLicence: createOneLoader(p3mi.find, '_id') };
}
