import type DataLoader from 'dataloader';
import { createManyLoader, createOneLoader } from '../shared/loader.ts';
import type { RowType } from '../shared/row-filter.ts';
import type { RequestRows, SubgraphContext } from '../shared/subgraph.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import type { CheckDocument } from './check-document.ts';
import type { FindingDocument } from './finding-document.ts';
import type { OversightModels, SupervisionDocument } from './models.ts';
import type { PartDocument } from './part-document.ts';

/** What grants can tell findings apart by. */
const FINDING_ROWS: RowType = {
  name: 'Finding',
  attributes: {
    person: { path: 'citizenId', kind: 'text' },
    ppln: { path: 'ppln', kind: 'text' },
    subject: { path: 'subject', kind: 'text' },
  },
};

/** Checks are seen all or none; their parts come with them. */
const CHECK_ROWS: RowType = { name: 'Check', attributes: {} };

/** What the resolvers of one request read with. */
export interface OversightLoaders {
  readonly findings: VisibleRows<FindingDocument>;
  readonly findingById: DataLoader<string, FindingDocument | null>;
  readonly findingsByCitizen: DataLoader<string, readonly FindingDocument[]>;
  readonly checks: VisibleRows<CheckDocument>;
  readonly checkById: DataLoader<string, CheckDocument | null>;
  readonly partsByCheck: DataLoader<string, readonly PartDocument[]>;
  readonly supervisions: VisibleRows<SupervisionDocument>;
}

/** What every resolver of this subgraph is given. */
export type OversightContext = SubgraphContext<OversightModels, OversightLoaders>;

/** Makes the loaders of one request. A row that was read once, in a list for example, is not read again by id. */
export function createLoaders(models: OversightModels, rows: RequestRows): OversightLoaders {
  const findings = rows.visible(models.findings, FINDING_ROWS, (row) => findingById.prime(row._id, row));
  const findingById = createOneLoader(findings.find, '_id');
  const checks = rows.visible(models.checks, CHECK_ROWS, (row) => checkById.prime(row._id, row));
  const checkById = createOneLoader(checks.find, '_id');
  const parts = rows.visible(models.parts, CHECK_ROWS);
  return {
    findings,
    findingById,
    findingsByCitizen: createManyLoader(findings.find, 'citizenId'),
    checks,
    checkById,
    partsByCheck: createManyLoader(parts.find, 'check'),
    supervisions: rows.reference(models.supervisions),
  };
}
