import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { CutOperation } from './cut-operation.ts';
import { decidingTypes } from './deciding-types.ts';
import type { View } from './view.ts';

/** How many rows a list is asked for: what the schema says unless it is given, in the text or by a variable. */
interface PageSize {
  readonly fallback: number;
  readonly given?: number | { readonly variable: string };
}

/** A list whose page an agreement bounds. */
interface BoundedPage {
  readonly coordinate: string;
  readonly maxRows: number;
  readonly size: PageSize;
}

/** What the clauses behind an operation bound. */
export interface OperationLimits {
  /** Persons that the operation looks up beyond what its clause allows; undefined when it keeps to it. */
  readonly tooManyPersons: { readonly coordinate: string; readonly allowed: number } | undefined;
  readonly pages: readonly BoundedPage[];
  /** The lowest bound on requests a minute among the clauses that the operation uses. */
  readonly requestsPerMinute: number | undefined;
}

/** The argument by which every connection of the graph takes its page size. */
const PAGE_SIZE_ARGUMENT = 'first';

/** Reads the limits that hold for an operation, once per view and operation. */
export function readOperationLimits(view: View, document: DocumentNode, cut: CutOperation): OperationLimits {
  const typeInfo = new TypeInfo(view.graph.apiSchema);
  const root = view.graph.apiSchema.getQueryType();
  const pages: BoundedPage[] = [];
  let lookups = 0;
  let tooManyPersons: OperationLimits['tooManyPersons'];

  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        if (cut.deniedNodes.has(node)) return false;
        const parent = typeInfo.getParentType();
        if (!parent) return undefined;
        const size = pageSizeOf(node, typeInfo.getFieldDef());
        for (const type of decidingTypes(view.graph.apiSchema, parent)) {
          const coordinate = `${type}.${node.name.value}`;
          const decision = cut.decisions.get(coordinate);
          if (decision?.kind !== 'allowed') continue;
          const { personsPerRequest, pageSize } = decision.limits;
          if (parent === root && personsPerRequest !== undefined) {
            lookups += 1;
            if (lookups > personsPerRequest) tooManyPersons ??= { coordinate, allowed: personsPerRequest };
          }
          if (size && pageSize !== undefined) pages.push({ coordinate, maxRows: pageSize, size });
        }
        return undefined;
      },
    }),
  );

  const rates = [...cut.decisions.values()].flatMap((decision) =>
    decision.kind === 'allowed' ? (decision.limits.requestsPerMinute ?? []) : [],
  );
  return { tooManyPersons, pages, requestsPerMinute: rates.length > 0 ? Math.min(...rates) : undefined };
}

function pageSizeOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown> | null | undefined,
): PageSize | undefined {
  const argument = field?.args.find((each) => each.name === PAGE_SIZE_ARGUMENT);
  if (!argument) return undefined;
  const fallback = typeof argument.defaultValue === 'number' ? argument.defaultValue : 0;
  const value = node.arguments?.find((each) => each.name.value === PAGE_SIZE_ARGUMENT)?.value;
  if (value?.kind === Kind.VARIABLE) return { fallback, given: { variable: value.name.value } };
  return value?.kind === Kind.INT ? { fallback, given: Number(value.value) } : { fallback };
}

/** The first list whose page is larger than its agreement allows, for these variables. */
export function findTooLargePage(
  limits: OperationLimits,
  variables: Readonly<Record<string, unknown>>,
): { readonly coordinate: string; readonly maxRows: number } | undefined {
  return limits.pages.find(({ size: { fallback, given = fallback }, maxRows }) => {
    if (typeof given === 'number') return given > maxRows;
    // A variable that is left out, or null, leaves the page as large as the schema says.
    const rows = Object.hasOwn(variables, given.variable) ? variables[given.variable] : undefined;
    return (typeof rows === 'number' ? rows : fallback) > maxRows;
  });
}
