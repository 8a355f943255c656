import { composeServices } from '@apollo/composition';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchemaModule } from '@apollo/subgraph/dist/schema-helper/index.js';
import {
  type DocumentNode,
  type ExecutionArgs,
  execute,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { createPlannableSupergraph } from '../../../gateway/planning/plannable/plannable-supergraph.ts';
import { restorePlan } from '../../../gateway/planning/plannable/restore-plan.ts';
import { PLANNER_CONFIG } from '../../../gateway/planning/planner-config.ts';
import { HashedData, type Rates, type RunState, type World } from './hashed-data.ts';
import { readSubgraphFacts, type SubgraphFacts } from './subgraph-facts.ts';

/** A GraphQL answer after its way over the wire. */
export interface WireAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

/** A call of a subgraph, as it came over the wire. */
export interface WireCall {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A subgraph in this process. */
export type LocalSubgraph = (call: WireCall, state: RunState) => Promise<WireAnswer>;

/** Subgraphs in this process and what is composed of them. */
export interface LocalFederation {
  readonly supergraphSdl: string;
  readonly supergraphSchema: GraphQLSchema;
  readonly supergraph: Supergraph;
  readonly apiSchema: GraphQLSchema;
  /** Plans as the gateway's threads do. @throws Error when the planner fails. */
  readonly plan: (document: DocumentNode) => QueryPlan;
  readonly subgraphs: ReadonlyMap<string, LocalSubgraph>;
}

/** As `@apollo/subgraph` takes them. */
export type Resolvers = NonNullable<GraphQLSchemaModule['resolvers']>;

/** Schemas of subgraphs, by name. */
export type Schemas = Readonly<Record<string, string>>;

/** Composes the schemas; the reasons when they do not compose. */
export function composeSchemas(schemas: Schemas): string | readonly string[] {
  const services = Object.entries(schemas).map(([name, sdl]) => ({
    name,
    url: `http://${name}.invalid`,
    typeDefs: parse(sdl),
  }));
  const composed = composeServices(services);
  return composed.errors ? composed.errors.map(({ message }) => message) : composed.supergraphSdl;
}

/** Starts subgraphs with these schemas over hashed data. */
export function startHashedFederation(
  schemas: Schemas,
  supergraphSdl: string,
  rates: Rates,
): LocalFederation {
  const documents = Object.entries(schemas).map(([name, sdl]) => [name, parse(sdl)] as const);
  const facts = new Map(documents.map(([name, document]) => [name, readSubgraphFacts(name, document)]));
  return startFederation(supergraphSdl, (supergraphSchema) => {
    const world = createWorld(supergraphSchema, [...facts.values()], rates);
    return documents.map(([name, document]) => {
      const data = new HashedData(facts.get(name) as SubgraphFacts, world);
      return [name, startHashedSubgraph(document, data)];
    });
  });
}

/** Starts subgraphs over resolvers of their own. @throws Error when they do not compose. */
export function startResolvedFederation(
  subgraphs: Readonly<Record<string, { readonly sdl: string; readonly resolvers: Resolvers }>>,
): LocalFederation {
  const supergraphSdl = composeSchemas(
    Object.fromEntries(Object.entries(subgraphs).map(([name, { sdl }]) => [name, sdl])),
  );
  if (typeof supergraphSdl !== 'string') throw new Error(supergraphSdl.join('\n'));
  return startFederation(supergraphSdl, () =>
    Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => [
      name,
      startSubgraph(buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }), {}),
    ]),
  );
}

function startFederation(
  supergraphSdl: string,
  startSubgraphs: (supergraphSchema: GraphQLSchema) => readonly (readonly [string, LocalSubgraph])[],
): LocalFederation {
  const supergraph = Supergraph.build(supergraphSdl);
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  return {
    supergraphSdl,
    supergraph,
    supergraphSchema,
    apiSchema: supergraph.apiSchema().toGraphQLJSSchema(),
    plan: createPlan(supergraphSdl),
    subgraphs: new Map(startSubgraphs(supergraphSchema)),
  };
}

function createPlan(supergraphSdl: string): LocalFederation['plan'] {
  const plannable = createPlannableSupergraph(supergraphSdl);
  const supergraph = Supergraph.build(plannable.supergraphSdl);
  const planner = new QueryPlanner(supergraph, PLANNER_CONFIG);
  return (document) => {
    const operation = operationFromDocument(supergraph.apiSchema(), document);
    // Plans come from a thread as text.
    return JSON.parse(JSON.stringify(restorePlan(planner.buildQueryPlan(operation), plannable)));
  };
}

function createWorld(schema: GraphQLSchema, facts: readonly SubgraphFacts[], rates: Rates): World {
  const keyFields = new Map<string, ReadonlySet<string>>();
  const keysOf = (type: string) => facts.flatMap(({ keys }) => keys.get(type) ?? []);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const keys = [type, ...type.getInterfaces()].flatMap(({ name }) => keysOf(name));
    keyFields.set(type.name, new Set(keys.flatMap(({ fields }) => fields)));
  }
  return {
    rates,
    keyFieldsOf: (type) => keyFields.get(type) ?? new Set(),
    possibleTypesOf: (name) => {
      const type = schema.getType(name);
      return isAbstractType(type) ? schema.getPossibleTypes(type).map((each) => each.name) : [];
    },
  };
}

function startHashedSubgraph(document: DocumentNode, data: HashedData): LocalSubgraph {
  const schema = buildSubgraphSchema(document);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = data.resolveType;
  }
  const entities = schema.getQueryType()?.getFields()._entities;
  if (entities) entities.resolve = data.resolveField;
  return startSubgraph(schema, { fieldResolver: data.resolveField });
}

/** Answers calls as a server would, texts that are not valid included. */
function startSubgraph(
  schema: GraphQLSchema,
  execution: Pick<ExecutionArgs, 'fieldResolver'>,
): LocalSubgraph {
  const known = new Map<string, DocumentNode>();
  return async ({ query, variables }, contextValue) => {
    const document = known.get(query) ?? parse(query);
    if (!known.has(query)) {
      const [problem] = validate(schema, document);
      if (problem) return { errors: [{ message: `No valid operation: ${problem.message} ${query}` }] };
      known.set(query, document);
    }
    const answer = await execute({
      schema,
      document,
      variableValues: variables,
      contextValue,
      ...execution,
    });
    return JSON.parse(JSON.stringify(answer));
  };
}
