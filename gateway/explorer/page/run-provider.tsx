import {
  ExecutionContext,
  type ExecutionContextType,
  useAutoCompleteLeafs,
  useEditorContext,
} from '@graphiql/react';
import { Kind, parse } from 'graphql';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { readAccessReport } from './access-report.ts';
import { type CallOutcome, postJson } from './gateway-call.ts';
import { type RunState, RunStateProvider } from './run-state.ts';
import { describeTrouble, type Trouble } from './trouble.ts';
import type { AskingHeaders } from './use-asking.ts';

interface RunProviderProps {
  readonly headers: AskingHeaders;
  /** Who asks, and for what, in words. */
  readonly askedAs: string;
  readonly onRun: () => void;
  readonly children: ReactNode;
}

/**
 * Runs what stands in the editors, in place of GraphiQL's own execution: it knows the status and size of an
 * answer, and tells a gateway that is down from one that refuses.
 */
export function RunProvider({ headers, askedAs, onRun, children }: RunProviderProps) {
  const { queryEditor, variableEditor, responseEditor } = useEditorContext({ nonNull: true });
  const completeLeafs = useAutoCompleteLeafs();
  const [state, setState] = useState<RunState>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);
  const isFetching = state.kind === 'running';

  const execution = useMemo<ExecutionContextType>(() => {
    const stop = () => {
      running.current?.abort();
      setState({ kind: 'idle' });
    };
    const run = async () => {
      if (!queryEditor || !responseEditor) return;
      onRun();
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      responseEditor.setValue('');
      const variables = readVariables(variableEditor?.getValue() ?? '');
      if (!variables) return setState({ kind: 'failed', trouble: BAD_VARIABLES });
      setState({ kind: 'running' });
      const asking = await headers();
      if (abort.signal.aborted) return;
      if (!asking) return setState({ kind: 'failed', trouble: NO_TOKEN });
      const query = completeLeafs() || queryEditor.getValue();
      const operationName = chooseOperation(query, queryEditor.operationName);
      const operation = { query, variables, ...(operationName && { operationName }) };
      const outcome = await postJson('/graphql', operation, asking, abort.signal).catch(() => undefined);
      if (!outcome || abort.signal.aborted) return;
      if (outcome.kind === 'answered') responseEditor.setValue(formatAnswer(outcome.body));
      setState(stateOf(outcome, askedAs));
    };
    return { isFetching, isSubscribed: false, operationName: null, run: () => void run(), stop };
  }, [queryEditor, variableEditor, responseEditor, completeLeafs, headers, askedAs, onRun, isFetching]);

  return (
    <ExecutionContext.Provider value={execution}>
      <RunStateProvider value={state}>{children}</RunStateProvider>
    </ExecutionContext.Provider>
  );
}

/**
 * The name of the operation to run, where the document has several or one with a name. The editor follows the
 * text at a distance, so the name that it knows may be that of an operation which is gone.
 */
function chooseOperation(query: string, chosen: string | null): string | undefined {
  try {
    const { definitions } = parse(query);
    const names = definitions.flatMap((each) =>
      each.kind === Kind.OPERATION_DEFINITION && each.name ? [each.name.value] : [],
    );
    return names.find((name) => name === chosen) ?? names[0];
  } catch {
    return undefined;
  }
}

const NO_TOKEN: Trouble = {
  title: 'There is no token to ask with',
  detail: 'Every request to the gateway says who is asking.',
  remedy: 'Look at the state of the token in the bar above.',
};

const BAD_VARIABLES: Trouble = {
  title: 'The variables are not a JSON object',
  detail: 'Variables are sent as one JSON object, with the names of the operation’s variables as keys.',
  remedy: 'Correct them below the query, for example {"first": 10}.',
};

function stateOf(outcome: CallOutcome, askedAs: string): RunState {
  const trouble = describeTrouble(outcome);
  if (outcome.kind !== 'answered') return { kind: 'failed', trouble: trouble ?? NO_TOKEN };
  const { status, ms, bytes, body } = outcome;
  const report = readAccessReport(body);
  return { kind: 'answered', status, ms, bytes, report, askedAs, ...(trouble && { trouble }) };
}

/** Data before errors: that is what was asked for, and the errors are explained beside it. */
function formatAnswer(body: Readonly<Record<string, unknown>>): string {
  const { data, errors, ...rest } = body;
  return JSON.stringify({ ...('data' in body && { data }), ...(errors ? { errors } : {}), ...rest }, null, 2);
}

function readVariables(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}
