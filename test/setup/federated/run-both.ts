import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode } from 'graphql';
import { compileProgram } from '../../../gateway/execution/program/compile-program.ts';
import type {
  FetchCall,
  FetchOutcome,
  ProgramResult,
} from '../../../gateway/execution/program/program-run.ts';
import { runProgram } from '../../../gateway/execution/program/run-program.ts';
import { createCoercion } from '../../../gateway/planning/coerce-variables.ts';
import { renameAliases } from '../../../gateway/planning/rename-aliases.ts';
import { unfoldFragments } from '../../../gateway/planning/unfold-fragments.ts';
import { runApollo, type WireFetch } from './apollo-executor.ts';
import type { LocalFederation, WireAnswer, WireCall } from './local-federation.ts';

/** An answer as far as two executors must agree about it. */
export interface ComparableAnswer {
  readonly data: unknown;
  /** Each place once, in order. */
  readonly errorPaths: readonly string[];
}

/** What a run asked of its subgraphs. */
export interface RunTrace {
  readonly answer: ComparableAnswer;
  readonly calls: readonly { readonly subgraph: string; readonly call: WireCall }[];
}

/** One valid operation with its variables, and how it is planned. */
export interface PlannedCase {
  readonly federation: LocalFederation;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly plan: QueryPlan;
}

/** Plans the only operation of a document, as the gateway does. */
export function planCase(
  federation: LocalFederation,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>> = {},
): PlannedCase {
  const plan = federation.plan(renameAliases(document));
  return { federation, document: unfoldFragments(document), variables, plan };
}

/** What differs from a plain run. */
export interface RunOptions {
  /** Changes an answer on its way from a subgraph; `NO_ANSWER` for none at all. */
  readonly tamper?: (subgraph: string, call: WireCall, answer: WireAnswer) => unknown;
  /** Field nodes of the case's document that answer null. */
  readonly deniedNodes?: ReadonlySet<FieldNode>;
  /** Coordinates of ids, which each subgraph and the client have as their own, with their name before them. */
  readonly pairwise?: ReadonlySet<string>;
}

/** Who asks. */
export const CONSUMER = 'consumer';

/** A subgraph's answer that is not there. */
export const NO_ANSWER = Symbol('no answer');

/** Runs the case as Apollo's gateway does. */
export async function runOracle(planned: PlannedCase): Promise<RunTrace> {
  const { fetch, calls } = createWire(planned.federation);
  const { federation, plan, document, variables } = planned;
  const renamed = renameAliases(document);
  const { data, errors = [] } = await runApollo(federation, plan, renamed, variables, fetch);
  return { answer: comparable(withClientNames(data ?? null), errors.map(withClientPath)), calls };
}

/** Compiles and runs the case as this gateway does. */
export async function runOurs(
  planned: PlannedCase,
  { tamper, deniedNodes = new Set(), pairwise = new Set() }: RunOptions = {},
): Promise<RunTrace & { readonly result: ProgramResult }> {
  const { federation, plan, document, variables } = planned;
  const { fetch, calls } = createWire(federation);
  const operation = operationOf(document);
  const coerced = createCoercion(federation.apiSchema, operation)(variables);
  if (coerced.kind === 'refused') throw new Error(coerced.problem.message);
  const program = compileProgram({
    schema: federation.apiSchema,
    fullSchema: federation.supergraphSchema,
    document,
    deniedNodes,
    plan,
    pairwise,
    pairwiseVariables: new Map(),
    maskOf: () => undefined,
    providerOf: (subgraph) => subgraph,
    consumer: CONSUMER,
  });
  const result = await runProgram(program, {
    variables: coerced.values,
    fetch: async ({ subgraph, body }: FetchCall): Promise<FetchOutcome> => {
      const call = JSON.parse(body) as WireCall;
      const answer = await fetch(subgraph, { query: call.query, variables: call.variables ?? {} });
      const given = tamper ? tamper(subgraph, call, answer) : answer;
      return given === NO_ANSWER
        ? { kind: 'unavailable', detail: 'it is down' }
        : { kind: 'answered', body: given };
    },
    ids: {
      reveal: (agency, ids) => ids.map((id) => (isIdOf(id, agency) ? id.slice(agency.length + 1) : null)),
      conceal: (agency, spines) => spines.map((spine) => (spine === null ? null : `${agency}:${spine}`)),
    },
  });
  const problems = result.errors.map(({ path }) => ({ ...(path && { path }) }));
  return { answer: comparable(result.data, problems), calls, result };
}

/** The planner is given aliases of its own, which the client does not see. @see renameAliases */
function withClientNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withClientNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [withClientName(name), withClientNames(each)]),
  );
}

function withClientPath({ path }: { readonly path?: readonly (string | number)[] | undefined }) {
  return { path: path?.map((step) => (typeof step === 'string' ? withClientName(step) : step)) };
}

function withClientName(name: string): string {
  return name === '__typename' ? name : name.replace(/^__/, '');
}

function isIdOf(id: unknown, agency: string): id is string {
  return typeof id === 'string' && id.startsWith(`${agency}:`);
}

/** The way to the subgraphs for one run, with the calls that went it. */
function createWire({ subgraphs }: LocalFederation): {
  readonly fetch: WireFetch;
  readonly calls: RunTrace['calls'];
} {
  const calls: { subgraph: string; call: WireCall }[] = [];
  const state = { turns: 0 };
  return {
    calls,
    fetch: async (subgraph, call) => {
      calls.push({ subgraph, call });
      const answer = subgraphs.get(subgraph);
      if (!answer) throw new Error(`There is no subgraph ${subgraph}.`);
      return answer(call, state);
    },
  };
}

function comparable(
  data: unknown,
  errors: readonly { readonly path?: readonly (string | number)[] | undefined }[],
): ComparableAnswer {
  // Where a null was not allowed and no subgraph says why, ours has an error without a place, and Apollo's none.
  const paths = errors.flatMap(({ path }) => (path ? [JSON.stringify(path)] : []));
  return {
    // As a client gets it: without prototypes, and with undefined left out.
    data: JSON.parse(JSON.stringify(data)),
    errorPaths: [...new Set(paths)].toSorted(),
  };
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('The document has no operation.');
  return operation;
}
