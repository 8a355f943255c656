import { type DocumentNode, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { CutOperation } from './cut-operation.ts';
import { decidingTypes } from './deciding-types.ts';
import { limitsOf } from './decision.ts';
import { type PageSize, readPageSize, rowsOf } from './page-size.ts';
import { type PersonLookup, readPersonLookups } from './person-lookups.ts';
import type { View } from './view.ts';

/** A list whose page an agreement bounds. */
interface BoundedPage {
  readonly coordinate: string;
  readonly maxRows: number;
  readonly size: PageSize;
}

/** What the clauses behind an operation bound. */
export interface OperationLimits {
  readonly persons: readonly PersonLookup[];
  readonly pages: readonly BoundedPage[];
  /** The lowest bound on requests a minute among the clauses that the operation uses. */
  readonly requestsPerMinute: number | undefined;
}

/** Reads the limits that hold for an operation, once per view and operation. */
export function readOperationLimits(view: View, document: DocumentNode, cut: CutOperation): OperationLimits {
  const typeInfo = new TypeInfo(view.graph.apiSchema);
  const pages: BoundedPage[] = [];

  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        if (cut.deniedNodes.has(node)) return false;
        const parent = typeInfo.getParentType();
        if (!parent) return undefined;
        const size = readPageSize(node, typeInfo.getFieldDef());
        for (const type of decidingTypes(view.graph.apiSchema, parent)) {
          const coordinate = `${type}.${node.name.value}`;
          const pageSize = limitsOf(cut.decisions.get(coordinate))?.pageSize;
          if (size && pageSize !== undefined) pages.push({ coordinate, maxRows: pageSize, size });
        }
        return undefined;
      },
    }),
  );

  const rates = [...cut.decisions.values()].flatMap(
    (decision) => limitsOf(decision)?.requestsPerMinute ?? [],
  );
  const persons = readPersonLookups(view, document, cut);
  return { persons, pages, requestsPerMinute: rates.length > 0 ? Math.min(...rates) : undefined };
}

/** The first list whose page is larger than its agreement allows, for these variables. */
export function findTooLargePage(
  limits: OperationLimits,
  variables: Readonly<Record<string, unknown>>,
): { readonly coordinate: string; readonly maxRows: number } | undefined {
  return limits.pages.find(({ size, maxRows }) => rowsOf(size, variables) > maxRows);
}
