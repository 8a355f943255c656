import type { mongo } from 'mongoose';
import type { CheckDocument } from '../../../subgraphs/oversight/check-document.ts';
import type { FindingDocument } from '../../../subgraphs/oversight/finding-document.ts';
import type { ListedDocument, SupervisionDocument } from '../../../subgraphs/oversight/models.ts';
import type { PartDocument } from '../../../subgraphs/oversight/part-document.ts';
import type { CheckStore } from './open-store.ts';

/**
 * The driver's own collections of Bawaslu's database: documents are made here and need not be cast, and there are a
 * million of them.
 */
export function collectionsOf({ models, database }: Pick<CheckStore, 'models' | 'database'>) {
  const named = <Stored extends object>({ collection }: { readonly collection: { readonly name: string } }) =>
    database().collection<Stored>(collection.name) as unknown as mongo.Collection<Stored>;
  return {
    supervisions: named<SupervisionDocument>(models.supervisions),
    checks: named<CheckDocument>(models.checks),
    parts: named<PartDocument>(models.parts),
    listed: named<ListedDocument>(models.listed),
    findings: named<FindingDocument>(models.findings),
  };
}
