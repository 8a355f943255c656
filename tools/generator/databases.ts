import type { Connection } from 'mongoose';
import { createModels as createCivilModels } from '../../subgraphs/civil/models.ts';
import { createModels as createConsularModels } from '../../subgraphs/consular/models.ts';
import { createModels as createElectoralModels } from '../../subgraphs/electoral/models.ts';
import { createModels as createImmigrationModels } from '../../subgraphs/immigration/models.ts';
import { createModels as createMinistryModels } from '../../subgraphs/ministry/models.ts';
import { createModels as createTrainingModels } from '../../subgraphs/training/models.ts';

/** The databases of the agencies, each with the models whose indexes are built when it is filled. */
export const agencyDatabases: Readonly<Record<AgencyDatabase, (connection: Connection) => object>> = {
  civil: createCivilModels,
  ministry: createMinistryModels,
  consular: createConsularModels,
  training: createTrainingModels,
  electoral: createElectoralModels,
  immigration: createImmigrationModels,
};

/** Name of a subgraph; its database has a prefix before it. */
export type AgencyDatabase = 'civil' | 'ministry' | 'consular' | 'training' | 'electoral' | 'immigration';

/** The database of the ground truth, which no agency reads. */
export const truthDatabase = 'truth';

/** The database of Bawaslu's checks. What they found in a data set goes with it. */
export const checkDatabase = 'oversight';

/** Which database a collection is in. */
export const databaseOf = {
  citizens: 'civil',
  regions: 'civil',
  workers: 'ministry',
  p3mi: 'ministry',
  selfreports: 'consular',
  consularcases: 'consular',
  missions: 'consular',
  countries: 'consular',
  trainings: 'training',
  institutions: 'training',
  voters: 'electoral',
  ppln: 'electoral',
  elections: 'electoral',
  passports: 'immigration',
  crossings: 'immigration',
  deferredapplications: 'immigration',
  faults: truthDatabase,
  rates: truthDatabase,
  fixtures: truthDatabase,
} as const;
export type CollectionName = keyof typeof databaseOf;
