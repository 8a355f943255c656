import { composeServices } from '@apollo/composition';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, type FieldNode, type GraphQLSchema, parse, validate, visit } from 'graphql';
import { compileProgram } from '../../../../gateway/execution/program/compile-program.ts';
import type { Program } from '../../../../gateway/execution/program/program.ts';
import type {
  FetchCall,
  FetchOutcome,
  ProgramResult,
  ProgramRun,
} from '../../../../gateway/execution/program/program-run.ts';
import type { ProgramSource } from '../../../../gateway/execution/program/program-source.ts';
import { runProgram } from '../../../../gateway/execution/program/run-program.ts';
import { findPairwiseVariables } from '../../../../gateway/planning/find-pairwise-variables.ts';
import { createPlannableSupergraph } from '../../../../gateway/planning/plannable/plannable-supergraph.ts';
import { restorePlan } from '../../../../gateway/planning/plannable/restore-plan.ts';
import { PLANNER_CONFIG } from '../../../../gateway/planning/planner-config.ts';
import { renameAliases } from '../../../../gateway/planning/rename-aliases.ts';
import { unfoldFragments } from '../../../../gateway/planning/unfold-fragments.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  "@external", "@requires", "@provides", "@override", "@interfaceObject", "@inaccessible"])`;

/** A graph that is planned for real and whose subgraphs are stubs. */
export interface StubGraph {
  readonly schema: GraphQLSchema;
  readonly compile: (
    query: string,
    source?: Partial<ProgramSource> & { deny?: readonly string[] },
  ) => Program;
}

/** Composes a graph of the schemas of subgraphs. */
export function composeStubs(schemas: Readonly<Record<string, string>>): StubGraph {
  const services = Object.entries(schemas).map(([name, sdl]) => ({
    name,
    url: `http://${name}`,
    typeDefs: parse(`${LINK}\n${sdl}`),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(String(errors));
  const supergraph = Supergraph.build(supergraphSdl);
  const plannable = createPlannableSupergraph(supergraphSdl);
  const planned = Supergraph.build(plannable.supergraphSdl);
  const planner = new QueryPlanner(planned, PLANNER_CONFIG);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const fullSchema = supergraph.schema.toGraphQLJSSchema();
  return {
    schema,
    compile(query, { deny = [], ...source } = {}) {
      const document = unfoldFragments(parse(query));
      const problems = validate(schema, document);
      if (problems.length > 0) throw new Error(String(problems));
      const deniedNodes = new Set<FieldNode>();
      const cut: DocumentNode = visit(document, {
        Field(node) {
          if (!deny.includes(node.alias?.value ?? node.name.value)) return undefined;
          deniedNodes.add(node);
          return null;
        },
      });
      const { pairwise = new Set() } = source;
      const found = findPairwiseVariables(schema, document, pairwise);
      if (found.kind === 'refused') throw new Error(found.problem.message);
      const operation = operationFromDocument(planned.apiSchema(), renameAliases(cut));
      const plan = restorePlan(planner.buildQueryPlan(operation), plannable);
      return compileProgram({
        schema,
        fullSchema,
        document,
        deniedNodes,
        plan: JSON.parse(JSON.stringify(plan)),
        pairwise,
        pairwiseVariables: found.variables,
        maskOf: () => undefined,
        providerOf: (subgraph) => `agency-of-${subgraph}`,
        consumer: 'kemlu',
        ...source,
      });
    },
  };
}

/** A call as a stub sees it. */
export interface StubCall {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a stub answers: the body, or how the call ended. */
export type Stub = (call: StubCall) => unknown;

/** Answers each `_entities` of a call by what this gives for each representation. */
export function entities(give: (representation: Readonly<Record<string, string>>) => unknown) {
  return ({ query, variables }: StubCall) => ({
    data: Object.fromEntries(
      [...query.matchAll(/(\w+:)?_entities\(representations:\$(\w+)\)/g)].map(
        ([, alias = '_entities:', variable = '']) => [
          alias.slice(0, -1),
          (variables[variable] as readonly Readonly<Record<string, string>>[]).map(give),
        ],
      ),
    ),
  });
}

/** Ids as texts that show whose they are: `3@civil` is the person `3` for civil; the spine form is the number alone. */
export const STUB_IDS: ProgramRun['ids'] = {
  reveal: (agency, ids) =>
    ids.map((id) =>
      typeof id === 'string' && id.endsWith(`@${agency}`) ? id.slice(0, -agency.length - 1) : null,
    ),
  conceal: (agency, spines) => spines.map((spine) => spine && `${spine}@${agency}`),
};

/** Runs a program on stubs: for each subgraph the answer, or a function of the call. */
export async function runStubs(
  program: Program,
  stubs: Readonly<Record<string, Stub | object | string>>,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<ProgramResult & { readonly calls: readonly StubCall[]; readonly sent: readonly FetchCall[] }> {
  const calls: StubCall[] = [];
  const sent: FetchCall[] = [];
  const result = await runProgram(program, {
    variables: Object.assign(Object.create(null), variables),
    ids: STUB_IDS,
    async fetch(call): Promise<FetchOutcome> {
      sent.push(call);
      const made = { subgraph: call.subgraph, ...JSON.parse(call.body) };
      calls.push(made);
      const stub = stubs[call.subgraph];
      const answer = typeof stub === 'function' ? await (stub as Stub)(made) : stub;
      if (typeof answer === 'object' && answer !== null && 'kind' in answer) return answer as FetchOutcome;
      // Through text: only what JSON can say comes from a subgraph.
      return {
        kind: 'answered',
        body: JSON.parse(typeof answer === 'string' ? answer : JSON.stringify(answer)),
      };
    },
  });
  return { ...result, calls, sent };
}
