import { findCompared } from '../access/compared-coordinates.ts';
import type { Denial } from '../access/cut-operation.ts';
import { denyVariables } from '../access/deny-variables.ts';
import type { PlannedOperation } from '../planning/plan-operation.ts';
import { createProblem, type Problem } from '../problem.ts';
import { explainDecisions } from './explain-decisions.ts';
import { findRefusal } from './find-refusal.ts';
import type { Inquiry, InquiryFacts } from './inquiry.ts';
import type { Introspect } from './introspect.ts';
import type { KeepIntent } from './keep-intent.ts';
import type { RateLimiter } from './limit-rate.ts';
import type { MakeReady } from './make-ready.ts';
import { noteFacts } from './note-facts.ts';
import { type OperationAnswer, problemsOf } from './operation-answer.ts';
import type { OperationName, OperationStore } from './operation-store.ts';
import type { OperationUse } from './operation-use.ts';
import type { PlacedProblem } from './program/program-run.ts';
import type { ReadyOperation, ValidOperation } from './ready-operation.ts';
import type { RunProgram } from './run-with-grants.ts';

/** One operation as it came. */
export interface GraphQLRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** What operations are answered with. */
export interface AnswerOptions {
  readonly store: OperationStore;
  readonly makeReady: MakeReady;
  readonly introspect: Introspect;
  readonly run: RunProgram;
  readonly limitRate: RateLimiter;
  readonly keepIntent: KeepIntent;
}

/**
 * Answers one operation. Without `valid` only what is known already is answered; anything else is undefined, and
 * has to be parsed and validated first.
 */
export type AnswerOperation = (
  inquiry: Inquiry,
  request: GraphQLRequest,
  valid?: ValidOperation,
) => Promise<OperationAnswer | undefined>;

const NOTHING_DENIED: ReadonlyMap<string, readonly Denial[]> = new Map();

/**
 * Makes what answers operations, known and new. For a known one (view, text, name) nothing is parsed, cut or
 * planned again: one look-up finds it ready, and what is left are variables, limits, fetches and the answer.
 */
export function createAnswerOperation(options: AnswerOptions): AnswerOperation {
  const { store, makeReady, introspect, run, limitRate, keepIntent } = options;

  return async (inquiry, request, valid) => {
    const name = nameOf(inquiry, request, NOTHING_DENIED);
    const found =
      store.get(name) ?? (valid && store.keep(name, makeReady(inquiry.view, valid, NOTHING_DENIED)));
    if (!found) return undefined;
    const base = found instanceof Promise ? await found : found;
    noteTitle(inquiry.facts, base);
    const answer = await answerReady(inquiry, request, base);
    const codes = problemsOf(answer).map(({ problem }) => problem.code);
    noteFacts(inquiry.facts, inquiry.facts.hash, base.valid.operation.name?.value, codes);
    return answer;
  };

  async function answerReady(
    inquiry: Inquiry,
    request: GraphQLRequest,
    base: ReadyOperation,
  ): Promise<OperationAnswer> {
    const coercion = base.coerce(request.variables);
    if (coercion.kind === 'refused') return refuse(coercion.problem);
    const variables = coercion.values;
    const ready = await withoutDenied(inquiry, request, base, variables);
    if (ready.outcome.kind === 'refused') return refuse(ready.outcome.problem);

    const { planned, program, denials, use } = ready.outcome;
    if (use) noteUse(inquiry, use, planned, request.variables, variables);
    const refusal =
      findRefusal(planned, inquiry.onDenied, variables) ??
      (await limitRate(inquiry, planned.limits?.requestsPerMinute));
    if (refusal) {
      inquiry.account.isRefused = true;
      return refuse(refusal, denials);
    }

    const isChange = base.valid.operation.operation === 'mutation';
    if (program && use && (isChange || use.planned.length > 0) && !(await keepIntent(inquiry, use))) {
      return refuse(createProblem('LEDGER_UNAVAILABLE'));
    }
    const schemaAnswer =
      planned.introspection && (await introspect(inquiry, planned.introspection, variables));
    const result = program && (await run(program, inquiry, variables));
    const data = result ? result.data : {};
    return {
      kind: 'answered',
      data: schemaAnswer ? join(schemaAnswer.data, data) : data,
      problems: [...(schemaAnswer?.problems ?? []), ...(result?.errors ?? []), ...denials],
      ...(inquiry.explain && {
        extensions: { access: explainDecisions(inquiry.view, planned.cut?.decisions ?? new Map()) },
      }),
    };
  }

  /** The operation without what the values of its variables ask and the view does not give. */
  async function withoutDenied(
    inquiry: Inquiry,
    request: GraphQLRequest,
    base: ReadyOperation,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<ReadyOperation> {
    if (base.outcome.kind === 'refused') return base;
    const uses = base.outcome.planned.cut?.variableUses ?? [];
    if (uses.length === 0) return base;
    const denied = denyVariables(inquiry.view, uses, request.variables, variables);
    if (denied.size === 0) return base;
    const name = nameOf(inquiry, request, denied);
    return await (store.get(name) ?? store.keep(name, makeReady(inquiry.view, base.valid, denied)));
  }
}

/** What the operation rests on, and what its conditions compare with. */
function noteUse(
  { account, view }: Inquiry,
  use: OperationUse,
  { cut }: PlannedOperation,
  given: Readonly<Record<string, unknown>>,
  coerced: Readonly<Record<string, unknown>>,
): void {
  account.use = use;
  if (!cut) return;
  account.compared = {
    consumer: view.question.consumer.id,
    fields: findCompared(view, cut, given, coerced),
  };
}

/** A text that holds an identifier is not known by its hash: whoever guesses the identifier could tell. */
function noteTitle(facts: InquiryFacts, { valid, outcome }: ReadyOperation): void {
  const name = valid.operation.name?.value;
  if (name !== undefined) facts.operationName = name;
  if (outcome.kind === 'refused' && outcome.problem.code === 'INLINE_VALUE') return;
  facts.hash = valid.hash;
}

function nameOf(
  { view }: Inquiry,
  { query, operationName }: GraphQLRequest,
  denied: ReadonlyMap<string, readonly Denial[]>,
): OperationName {
  return { view, query, operationName, denied };
}

type Data = Readonly<Record<string, unknown>> | null;

/** What was asked of the schema comes first. A null that reached the root of one half is the answer. */
function join(schema: Data, data: Data): Data {
  return schema && data && { ...schema, ...data };
}

function refuse(problem: Problem, others: readonly PlacedProblem[] = []): OperationAnswer {
  return { kind: 'refused', problem, others };
}

/** An operation that names none of the document's, or not which of several. */
export function refuseUnnamed(): OperationAnswer {
  return refuse(createProblem('OPERATION_NOT_FOUND'));
}
