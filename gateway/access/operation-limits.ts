import { type DocumentNode, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { CutOperation } from './cut-operation.ts';
import type { View } from './view.ts';

/** A list whose page an agreement bounds. */
interface BoundedPage {
  readonly coordinate: string;
  readonly maxRows: number;
  /** The page size as the text gives it: a number, or the variable that holds it. */
  readonly size: number | { readonly variable: string };
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
        const coordinate = `${parent?.name}.${node.name.value}`;
        const decision = cut.decisions.get(coordinate);
        if (decision?.kind !== 'allowed') return undefined;
        const { personsPerRequest, pageSize } = decision.limits;
        if (parent === root && personsPerRequest !== undefined) {
          lookups += 1;
          if (lookups > personsPerRequest) tooManyPersons ??= { coordinate, allowed: personsPerRequest };
        }
        const argument = typeInfo.getFieldDef()?.args.find((each) => each.name === PAGE_SIZE_ARGUMENT);
        if (argument && pageSize !== undefined) {
          const value = node.arguments?.find((each) => each.name.value === PAGE_SIZE_ARGUMENT)?.value;
          const size =
            value?.kind === Kind.VARIABLE
              ? { variable: value.name.value }
              : value?.kind === Kind.INT
                ? Number(value.value)
                : Number(argument.defaultValue ?? 0);
          pages.push({ coordinate, maxRows: pageSize, size });
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

/** The first list whose page is larger than its agreement allows, for these variables. */
export function findTooLargePage(
  limits: OperationLimits,
  variables: Readonly<Record<string, unknown>>,
): { readonly coordinate: string; readonly maxRows: number } | undefined {
  return limits.pages.find(({ size, maxRows }) => {
    const rows =
      typeof size === 'number'
        ? size
        : Object.hasOwn(variables, size.variable)
          ? variables[size.variable]
          : 0;
    return typeof rows === 'number' && rows > maxRows;
  });
}
