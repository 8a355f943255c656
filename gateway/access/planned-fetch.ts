import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import type { FetchShape, PlanShape, RequiredShape } from './plan-shape.ts';

/** One fetch of a plan, with what it needs of the answer so far and what it adds to it. */
export interface PlannedFetch {
  /** The node of the plan that it was read from. */
  readonly node: FetchShape;
  readonly subgraph: string;
  /** Response names from the root to the objects that it is about; lists leave no trace. */
  readonly path: readonly string[];
  readonly needs: readonly Need[];
  /** By `slotOf(place, key)`. */
  readonly supplies: ReadonlyMap<string, readonly Supply[]>;
  /** What surely or perhaps has been fetched when it begins. */
  readonly before: readonly PlannedFetch[];
}

/** A value that a subgraph is sent. */
export interface Need {
  /** The object that holds it: response names from the root, with dots between. */
  readonly place: string;
  readonly key: string;
  /** Type that the field is selected on; empty when the graph does not tell. */
  readonly type: string;
  readonly field: string;
  /** Type of the objects that the fetch is about. */
  readonly about: string;
}

/** A value that a subgraph gives. */
export interface Supply {
  readonly place: string;
  /** Its name in the answer. */
  readonly key: string;
  readonly field: string;
  /** Types that the object has to be of. */
  readonly conditions: readonly string[];
}

/** Names one value of the answer, whatever list it stands in. */
export function slotOf(place: string, key: string): string {
  return place === '' ? key : `${place}.${key}`;
}

/** Lists the fetches of a plan, earlier ones first. @param fieldTypes of the graph. */
export function readFetches(
  plan: PlanShape | undefined,
  fieldTypes: ReadonlyMap<string, string>,
): readonly PlannedFetch[] {
  const fetches: PlannedFetch[] = [];

  /** @returns the fetches below a node. */
  function read(
    node: PlanShape | undefined,
    path: readonly string[],
    before: readonly PlannedFetch[],
  ): readonly PlannedFetch[] {
    switch (node?.kind) {
      case undefined:
        return [];
      case 'Fetch': {
        const fetch = readFetch(node, path, before, fieldTypes);
        fetches.push(fetch);
        return [fetch];
      }
      case 'Flatten': {
        const steps = node.path.map(String).filter((step) => step !== '@');
        return read(node.node, [...path, ...steps], before);
      }
      case 'Sequence': {
        const done: PlannedFetch[] = [];
        for (const each of node.nodes) done.push(...read(each, path, [...before, ...done]));
        return done;
      }
      case 'Parallel':
        return node.nodes.flatMap((each) => read(each, path, before));
      case 'Condition':
        return [...read(node.ifClause, path, before), ...read(node.elseClause, path, before)];
      default:
        throw new Error(`A plan has a node of the kind ${(node as { readonly kind: string }).kind}.`);
    }
  }

  read(plan, [], []);
  return fetches;
}

function readFetch(
  fetch: FetchShape,
  path: readonly string[],
  before: readonly PlannedFetch[],
  fieldTypes: ReadonlyMap<string, string>,
): PlannedFetch {
  const needs = readNeeds(fetch.requires ?? [], path.join('.'), fieldTypes);
  const supplies = readSupplies(fetch, path.join('.'));
  return { node: fetch, subgraph: fetch.serviceName, path, needs, supplies, before };
}

function readNeeds(
  requires: readonly RequiredShape[],
  root: string,
  fieldTypes: ReadonlyMap<string, string>,
): readonly Need[] {
  const needs: Need[] = [];

  function read(selections: readonly RequiredShape[], place: string, type: string, about: string): void {
    for (const each of selections) {
      if (each.kind === 'InlineFragment') {
        const condition = each.typeCondition ?? type;
        read(each.selections, place, condition, place === root ? condition : about);
        continue;
      }
      if (each.name === '__typename') continue;
      const key = each.alias ?? each.name;
      needs.push({ place, key, type, field: each.name, about });
      if (each.selections) {
        read(each.selections, slotOf(place, key), fieldTypes.get(`${type}.${each.name}`) ?? '', about);
      }
    }
  }

  read(requires, root, '', '');
  return needs;
}

function readSupplies(fetch: FetchShape, root: string): ReadonlyMap<string, readonly Supply[]> {
  const supplies = new Map<string, Supply[]>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of parse(fetch.operation, { noLocation: true }).definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }

  function read({ selections }: SelectionSetNode, place: string, conditions: readonly string[]): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const { name, alias, selectionSet } = selection;
        const asked = alias?.value ?? name.value;
        for (const key of [asked, ...renamed(fetch, asked)]) {
          const slot = slotOf(place, key);
          const known = supplies.get(slot) ?? [];
          supplies.set(slot, [...known, { place, key, field: name.value, conditions }]);
          if (selectionSet) read(selectionSet, slot, []);
        }
        continue;
      }
      const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = part?.typeCondition?.name.value;
      if (part) read(part.selectionSet, place, condition ? [...conditions, condition] : conditions);
    }
  }

  for (const { selectionSet } of operations) {
    for (const selection of selectionSet.selections) {
      const isAboutObjects = selection.kind === Kind.FIELD && selection.name.value === '_entities';
      // What a fetch about objects gives stands in the objects themselves.
      read(
        (isAboutObjects && selection.selectionSet) || { ...selectionSet, selections: [selection] },
        root,
        [],
      );
    }
  }
  return supplies;
}

/** Names that the gateway gives to a value afterwards. Where in the answer is not looked at: too many is safe. */
function renamed({ outputRewrites = [] }: FetchShape, key: string): readonly string[] {
  return outputRewrites.flatMap(({ path, renameKeyTo }) =>
    renameKeyTo !== undefined && path.at(-1) === key ? [renameKeyTo] : [],
  );
}
