import type DataLoader from 'dataloader';
import { createManyLoader, createOneLoader } from '../shared/loader.ts';
import type { RowType } from '../shared/row-filter.ts';
import type { RequestRows, SubgraphContext } from '../shared/subgraph.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import type { InstitutionDocument, TrainingDocument, TrainingModels } from './models.ts';

/** What grants can tell trainings apart by. */
const TRAINING_ROWS: RowType = {
  name: 'Training',
  attributes: {
    person: { path: 'citizenId', kind: 'text' },
    links: { path: 'links', kind: 'texts' },
    originRegency: { path: 'originRegency', kind: 'text' },
    association: { path: 'association', kind: 'text' },
    consent: { path: 'consent', kind: 'boolean' },
    institutionRegion: { path: 'institutionRegion', kind: 'text' },
  },
};

/** What the resolvers of one request read with. */
export interface TrainingLoaders {
  readonly trainings: VisibleRows<TrainingDocument>;
  readonly trainingById: DataLoader<string, TrainingDocument | null>;
  readonly trainingsByCitizen: DataLoader<string, readonly TrainingDocument[]>;
  readonly institutionByCode: DataLoader<string, InstitutionDocument | null>;
}

/** What every resolver of this subgraph is given. */
export type TrainingContext = SubgraphContext<TrainingModels, TrainingLoaders>;

/** Makes the loaders of one request. A training that was read once, in a list for example, is not read again by id. */
export function createLoaders(models: TrainingModels, rows: RequestRows): TrainingLoaders {
  const trainings = rows.visible(models.trainings, TRAINING_ROWS, (row) => trainingById.prime(row._id, row));
  const trainingById = createOneLoader(trainings.find, '_id');
  return {
    trainings,
    trainingById,
    trainingsByCitizen: createManyLoader(trainings.find, 'citizenId'),
    institutionByCode: createOneLoader(rows.reference(models.institutions).find, '_id'),
  };
}
