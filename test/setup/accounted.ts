import { Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { pino } from 'pino';
import type { View } from '../../gateway/access/view.ts';
import { type Accounted, describeAccount } from '../../gateway/execution/account.ts';
import { createAnswerOperation } from '../../gateway/execution/answer-operations.ts';
import type { Inquiry } from '../../gateway/execution/inquiry.ts';
import { createMakeReady } from '../../gateway/execution/make-ready.ts';
import type { OperationAnswer } from '../../gateway/execution/operation-answer.ts';
import { createOperationStore } from '../../gateway/execution/operation-store.ts';
import type { PairwiseIds } from '../../gateway/execution/pairwise-ids.ts';
import { createRunWithGrants } from '../../gateway/execution/run-with-grants.ts';
import { renameAliases } from '../../gateway/planning/rename-aliases.ts';
import type { LocalFederation, WireAnswer, WireCall } from './federated/local-federation.ts';

/** Ids as texts that show whose they are: `civil:7` is the person `7` for civil; the spine form is what follows. */
export const NAMED_IDS: PairwiseIds = {
  reveal: (agency, ids) =>
    ids.map((id) =>
      typeof id === 'string' && id.startsWith(`${agency}:`) ? id.slice(agency.length + 1) : null,
    ),
  conceal: (agency, spines) => spines.map((spine) => spine && `${agency}:${spine}`),
};

/** What is asked, and of what. */
export interface AccountedAsk {
  readonly view: View;
  readonly text: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What a subgraph answers instead; undefined for what it answers itself. */
  readonly overrule?: (subgraph: string, call: WireCall) => unknown;
  readonly onDenied?: Inquiry['onDenied'];
  /** Default: true. */
  readonly isAccounting?: boolean;
}

/** What came of it. */
export interface AccountedRun {
  readonly answer: OperationAnswer;
  readonly calls: readonly AccountedCall[];
  readonly accounted: Accounted;
  readonly inquiry: Inquiry;
}

/** A call, and what had come back for it in the end. */
export interface AccountedCall {
  readonly subgraph: string;
  readonly call: WireCall;
  /** Answers of other calls that had come before it went out. */
  readonly before: readonly AccountedCall[];
  answer?: unknown;
}

/** A subgraph's answer that never comes: the call is lost. */
export const LOST = Symbol('lost');

const LIMITS = { depth: 50, selections: 10_000, aliases: 500, rootFields: 100 };

/** Begins an operation as the gateway does, over subgraphs in this process, and gives what it accounts for by any time. */
export function beginAccounted(federation: LocalFederation, ask: AccountedAsk) {
  const { view, text, variables = {}, isAccounting = true } = ask;
  const document = parse(text);
  const problems = validate(federation.apiSchema, document);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('There is no operation.');
  const calls: AccountedCall[] = [];
  const state = { turns: 0 };
  const makeReady = createMakeReady({
    planner: {
      plan: async (planned) => ({ kind: 'planned', plan: federation.plan(renameAliases(planned)) }),
      stop: async () => {},
    },
    sizeLimits: LIMITS,
    isAccounting,
  });
  const caller = {
    async call(subgraph: string, body: string) {
      const call: WireCall = { variables: {}, ...JSON.parse(body) };
      const made: AccountedCall = {
        subgraph,
        call,
        before: calls.filter(({ answer }) => answer !== undefined),
      };
      calls.push(made);
      const given = ask.overrule?.(subgraph, call) ?? federation.subgraphs.get(subgraph)?.(call, state);
      const answer = (await given) as WireAnswer | typeof LOST;
      made.answer = answer;
      return answer === LOST
        ? ({ kind: 'unavailable', detail: 'lost' } as const)
        : ({ kind: 'answered', body: answer } as const);
    },
    close: async () => {},
  };
  const access = {
    caller,
    signGrant: async () => 'grant',
    ids: NAMED_IDS,
    logger: pino({ level: 'silent' }),
  };
  const answerOperation = createAnswerOperation({
    store: createOperationStore(10),
    makeReady,
    introspect: async () => ({ data: {}, problems: [] }),
    run: createRunWithGrants(access, new Map([...federation.subgraphs.keys()].map((name) => [name, name]))),
    limitRate: async () => undefined,
    keepIntent: async () => true,
  });
  const inquiry: Inquiry = {
    requestId: 'request-1',
    asker: { agency: view.question.consumer },
    officer: 'officer-1',
    purpose: view.question.purpose,
    view,
    onDenied: ask.onDenied ?? 'null',
    explain: true,
    facts: {},
    account: {},
    signal: new AbortController().signal,
  };
  const request = { query: text, variables, operationName: undefined };
  return {
    inquiry,
    calls,
    answer: answerOperation(inquiry, request, { document, operation, hash: 'hash' }),
    accounted: () => describeAccount(inquiry.account, NAMED_IDS),
  };
}

/** Asks, and waits for the answer. */
export async function askAccounted(federation: LocalFederation, ask: AccountedAsk): Promise<AccountedRun> {
  const begun = beginAccounted(federation, ask);
  const answer = await begun.answer;
  if (!answer) throw new Error('There is no answer.');
  return { answer, calls: begun.calls, accounted: begun.accounted(), inquiry: begun.inquiry };
}
