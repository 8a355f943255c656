import type DataLoader from 'dataloader';
import { createManyLoader, createOneLoader } from '../shared/loader.ts';
import type { RowType } from '../shared/row-filter.ts';
import type { RequestRows, SubgraphContext } from '../shared/subgraph.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import type { ConsularCaseDocument } from './case-document.ts';
import type { ConsularModels, CountryDocument, MissionDocument } from './models.ts';
import type { SelfReportDocument } from './self-report-document.ts';

const ATTRIBUTES: RowType['attributes'] = {
  person: { path: 'citizenId', kind: 'text' },
  links: { path: 'links', kind: 'texts' },
  mission: { path: 'mission', kind: 'text' },
};

/** What grants can tell consular cases apart by. */
export const CONSULAR_CASE_ROWS: RowType = { name: 'ConsularCase', attributes: ATTRIBUTES };

/** What grants can tell self-reports apart by. */
const SELF_REPORT_ROWS: RowType = { name: 'SelfReport', attributes: ATTRIBUTES };

/** What the resolvers of one request read with. */
export interface ConsularLoaders {
  readonly consularCases: VisibleRows<ConsularCaseDocument>;
  readonly consularCaseById: DataLoader<string, ConsularCaseDocument | null>;
  readonly consularCasesByCitizen: DataLoader<string, readonly ConsularCaseDocument[]>;
  readonly selfReports: VisibleRows<SelfReportDocument>;
  readonly selfReportById: DataLoader<string, SelfReportDocument | null>;
  readonly selfReportByCitizen: DataLoader<string, SelfReportDocument | null>;
  readonly missions: VisibleRows<MissionDocument>;
  readonly missionByCode: DataLoader<string, MissionDocument | null>;
  readonly missionsByCountry: DataLoader<string, readonly MissionDocument[]>;
  readonly countries: VisibleRows<CountryDocument>;
  readonly countryByCode: DataLoader<string, CountryDocument | null>;
}

/** What every resolver of this subgraph is given. */
export type ConsularContext = SubgraphContext<ConsularModels, ConsularLoaders>;

/** Makes the loaders of one request. A row that was read once, in a list for example, is not read again by id. */
export function createLoaders(models: ConsularModels, rows: RequestRows): ConsularLoaders {
  const consularCases = rows.visible(models.consularCases, CONSULAR_CASE_ROWS, (row) =>
    consularCaseById.prime(row._id, row),
  );
  const consularCaseById = createOneLoader(consularCases.find, '_id');
  const selfReports = rows.visible(models.selfReports, SELF_REPORT_ROWS, (row) => {
    selfReportById.prime(row._id, row);
    selfReportByCitizen.prime(row.citizenId, row);
  });
  const selfReportById = createOneLoader(selfReports.find, '_id');
  const selfReportByCitizen = createOneLoader(selfReports.find, 'citizenId');
  const missions = rows.reference(models.missions);
  const countries = rows.reference(models.countries);
  return {
    consularCases,
    consularCaseById,
    consularCasesByCitizen: createManyLoader(consularCases.find, 'citizenId'),
    selfReports,
    selfReportById,
    selfReportByCitizen,
    missions,
    missionByCode: createOneLoader(missions.find, '_id'),
    missionsByCountry: createManyLoader(missions.find, 'country'),
    countries,
    countryByCode: createOneLoader(countries.find, '_id'),
  };
}
