import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname } from 'node:path';
import type { GraphQLDataSource } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { LocalFederation, WireAnswer, WireCall } from './local-federation.ts';

/** Calls a subgraph by its name. */
export type WireFetch = (subgraph: string, call: WireCall) => Promise<WireAnswer>;

interface ApolloExecutor {
  executeQueryPlan(
    plan: QueryPlan,
    services: Readonly<Record<string, GraphQLDataSource>>,
    requestContext: object,
    operationContext: object,
    supergraphSchema: object,
    apiSchema: object,
    telemetry: object,
  ): Promise<ExecutionResult>;
}

/**
 * Small faults of Apollo's executor that generated operations would stumble over all the time, and their mending:
 * - an error of an entity is placed by its index among what was sent, though positions whose type is not sent count too;
 * - a value that is false, 0 or empty is lost where the planner renamed its field;
 * - of a list of lists of objects, nulls are sent to who requires it;
 * - the name of an interface object takes the place of the type that was known;
 * - an object whose type is known without being told is taken for less exact below a fragment on an interface, so that
 *   what is below is lost.
 */
const MENDINGS: Readonly<Record<string, readonly (readonly [fault: string, mended: string])[]>> = {
  'executeQueryPlan.js': [
    ['makeLazyErrorPathGenerator(fetch, currentCursor);', 'makeLazyErrorPathGenerator(fetch, currentCursor, sentPositions);'], // biome-ignore format: one pair
    ['function makeLazyErrorPathGenerator(fetch, cursor) {', 'function makeLazyErrorPathGenerator(fetch, cursor, sentPositions) {'], // biome-ignore format: one pair
    ['function executeSelectionSet(schema, source, selections) {', 'function executeSelectionSet(schema, source, selections) { if (Array.isArray(source)) return source.map((each) => executeSelectionSet(schema, each, selections));'], // biome-ignore format: one pair
    ['!receivedEntity["__typename"]', '!(0, graphql_1.isObjectType)(context.supergraphSchema.getType(receivedEntity["__typename"] ?? ""))'], // biome-ignore format: one pair
    ['hydratedPaths[errorPath[1]]', 'hydratedPaths[sentPositions[errorPath[1]]]'],
    ['async function sendOperation(variables) {', 'async function sendOperation(variables, sentPositions) {'],
    ['sendOperation({ ...variables, representations })', 'sendOperation({ ...variables, representations }, representationToEntity)'], // biome-ignore format: one pair
  ],
  'resultShaping.js': [
    ['!== null && _d !== void 0 ? _d : parentType,', '&& !isSubtypeOf(_d, parentType) ? _d : parentType,'],
    ['var ApplyResult;', 'const isSubtypeOf = (type, sub) => (0, federation_internals_1.isSubtype)(type, sub); var ApplyResult;'], // biome-ignore format: one pair
  ],
  'dataRewrites.js': [['if (objAtPath) {', 'if (objAtPath !== undefined) {']],
};

const { executeQueryPlan } = loadMended();

/** Runs a plan as Apollo's gateway does: what ours is held against. */
export async function runApollo(
  { supergraph, supergraphSchema, apiSchema }: LocalFederation,
  plan: QueryPlan,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  fetch: WireFetch,
): Promise<ExecutionResult> {
  const services = [...supergraph.subgraphsMetadata()].map(({ name }): [string, GraphQLDataSource] => [
    name,
    {
      process: ({ request }) =>
        fetch(
          name,
          JSON.parse(JSON.stringify({ query: request.query, variables: request.variables })),
        ) as never,
    },
  ]);
  const fragments = document.definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  const result = await executeQueryPlan(
    plan,
    Object.fromEntries(services),
    { request: { variables }, logger: console, context: {}, metrics: {} },
    {
      schema: apiSchema,
      operation: document.definitions.find(
        (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
      ),
      fragments: Object.fromEntries(fragments.map((each) => [each.name.value, each])),
    },
    supergraphSchema,
    supergraph.apiSchema(),
    {},
  );
  return result;
}

function loadMended(): ApolloExecutor {
  const require = createRequire(import.meta.url);
  for (const [file, mendings] of Object.entries(MENDINGS).toReversed()) {
    const path = require.resolve(`@apollo/gateway/dist/${file}`);
    const source = mendings.reduce(
      (text, [fault, mended]) => {
        if (!text.includes(fault)) throw new Error(`${file} of @apollo/gateway no longer says: ${fault}`);
        return text.replace(fault, mended);
      },
      readFileSync(path, 'utf8'),
    );
    const module = Object.assign(new Module(path), { filename: path, paths: nodePaths(dirname(path)) });
    (module as unknown as { _compile(text: string, path: string): void })._compile(source, path);
    require.cache[path] = module;
  }
  const path = require.resolve('@apollo/gateway/dist/executeQueryPlan.js');
  return require.cache[path]?.exports as ApolloExecutor;
}

function nodePaths(folder: string): string[] {
  return (Module as unknown as { _nodeModulePaths(folder: string): string[] })._nodeModulePaths(folder);
}
