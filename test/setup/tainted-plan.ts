import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import type { FetchShape, PlanShape, RequiredShape } from '../../gateway/access/plan-shape.ts';
import { SHARED_SDL } from './small-graph.ts';

/** A value as a subgraph was sent it. */
export interface SentValue {
  readonly recipient: string;
  /** The subgraph that made the value. */
  readonly provider: string;
  /** `Type.field` whose value it is. */
  readonly coordinate: string;
}

type Data = Record<string, unknown>;

/**
 * Runs plans the slow and plain way over subgraphs whose every text says which subgraph made it for which field, and
 * so finds out what each subgraph is sent without reading the plan for it.
 */
export function createTaintedRun(subgraphs: Readonly<Record<string, string>>) {
  const schemas = new Map(
    Object.entries(subgraphs).map(([name, sdl]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(`${SHARED_SDL}\n${sdl}`) }),
    ]),
  );

  return async (plan: PlanShape | undefined, variables: Readonly<Data>): Promise<readonly SentValue[]> => {
    const sent: SentValue[] = [];
    const data: Data = {};
    if (plan) await run(plan, []);
    return sent;

    async function run(node: PlanShape, path: readonly string[]): Promise<void> {
      switch (node.kind) {
        case 'Sequence':
        case 'Parallel':
          for (const each of node.nodes) await run(each, path);
          return;
        case 'Flatten':
          return await run(node.node, [...path, ...node.path.map(String)]);
        case 'Condition':
          for (const each of [node.ifClause, node.elseClause]) if (each) await run(each, path);
          return;
        default:
          return await fetch(node, objectsAt(data, path));
      }
    }

    async function fetch(node: FetchShape, targets: readonly Data[]): Promise<void> {
      if (!node.requires) {
        const answer = await call(node, variables);
        for (const target of targets) merge(target, answer);
        return;
      }
      const chosen = targets.flatMap((target) => {
        const representation = represent(node.requires ?? [], target);
        return representation ? [{ target, representation }] : [];
      });
      if (chosen.length === 0) return;
      const representations = chosen.map(({ representation }) => representation);
      for (const text of textsIn(representations)) {
        const [provider = '', coordinate = ''] = text.split('|');
        sent.push({ provider, coordinate, recipient: node.serviceName });
      }
      const { _entities } = await call(node, { ...variables, representations });
      chosen.forEach(({ target }, index) => {
        const entity = (_entities as readonly (Data | null)[])[index];
        if (entity) merge(target, entity);
      });
    }
  };

  async function call(node: FetchShape, variableValues: Readonly<Data>): Promise<Data> {
    const schema = schemas.get(node.serviceName) as GraphQLSchema;
    const result = await execute({
      schema,
      document: parse(node.operation),
      variableValues,
      fieldResolver: (source, _given, _context, info) => {
        const isReference = info.fieldName === '_entities' || info.fieldName === '_service';
        if (isReference) throw new Error(`${info.fieldName} resolves itself.`);
        return taint(node.serviceName, info.returnType, info, source);
      },
      typeResolver: (source) => (source as Data).__typename as string,
    });
    if (result.errors) throw result.errors[0];
    return JSON.parse(JSON.stringify(result.data));
  }
}

function taint(
  subgraph: string,
  type: GraphQLOutputType,
  info: GraphQLResolveInfo,
  source: unknown,
): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [0, 1].map(() => taint(subgraph, nullable.ofType, info, source));
  if (isAbstractType(nullable)) {
    const types = info.schema.getPossibleTypes(nullable);
    return { __typename: types[String(info.path.key).length % types.length]?.name };
  }
  if (isObjectType(nullable)) return { __typename: nullable.name };
  return `${subgraph}|${info.parentType.name}.${info.fieldName}`;
}

function objectsAt(value: unknown, path: readonly string[]): readonly Data[] {
  if (Array.isArray(value)) {
    const rest = path[0] === '@' ? path.slice(1) : path;
    return value.flatMap((each) => objectsAt(each, rest));
  }
  if (typeof value !== 'object' || value === null) return [];
  const [step, ...rest] = path;
  return step === undefined ? [value as Data] : objectsAt((value as Data)[step], rest);
}

/** What is sent of an object; undefined when a part for its type is missing or something of it. */
function represent(requires: readonly RequiredShape[], object: Data): Data | undefined {
  const found: Data = {};
  for (const each of requires) {
    if (each.kind === 'InlineFragment') {
      if (each.typeCondition !== undefined && each.typeCondition !== object.__typename) continue;
      const part = represent(each.selections, object);
      if (!part) return undefined;
      Object.assign(found, part);
      continue;
    }
    const value = object[each.alias ?? each.name];
    if (value === undefined) return undefined;
    const isObject = typeof value === 'object' && value !== null && each.selections;
    found[each.name] = isObject ? represent(each.selections ?? [], value as Data) : value;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.includes('|') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function merge(target: Data, source: Data): void {
  for (const [key, value] of Object.entries(source)) {
    const known = target[key];
    if (Array.isArray(known) && Array.isArray(value)) {
      known.forEach((each, index) => {
        if (typeof each === 'object' && each !== null) merge(each as Data, value[index] as Data);
      });
    } else if (typeof known === 'object' && known !== null && typeof value === 'object' && value !== null) {
      merge(known as Data, value as Data);
    } else target[key] ??= value;
  }
}
