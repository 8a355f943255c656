/**
 * As much of a query plan as access looks at. The plans of `@apollo/query-planner` have this shape; access knows
 * the shape and not the package.
 */
export type PlanShape = ManyShape | FlattenShape | ConditionShape | FetchShape;

interface ManyShape {
  readonly kind: 'Sequence' | 'Parallel';
  readonly nodes: readonly PlanShape[];
}

interface FlattenShape {
  readonly kind: 'Flatten';
  /** Response names from where it stands; `@` goes through a list. */
  readonly path: readonly (string | number)[];
  readonly node: PlanShape;
}

interface ConditionShape {
  readonly kind: 'Condition';
  readonly ifClause?: PlanShape;
  readonly elseClause?: PlanShape;
}

/** One call of a subgraph. */
export interface FetchShape {
  readonly kind: 'Fetch';
  readonly serviceName: string;
  /** What the subgraph is sent of each object. */
  readonly requires?: readonly RequiredShape[];
  /** Text of what it is asked. */
  readonly operation: string;
  readonly outputRewrites?: readonly RewriteShape[];
}

/** A field of a representation, or a part for one type. */
export type RequiredShape =
  | {
      readonly kind: 'Field';
      readonly alias?: string;
      readonly name: string;
      readonly selections?: readonly RequiredShape[];
    }
  | {
      readonly kind: 'InlineFragment';
      readonly typeCondition?: string;
      readonly selections: readonly RequiredShape[];
    };

interface RewriteShape {
  readonly kind: string;
  readonly path: readonly string[];
  readonly renameKeyTo?: string;
}
