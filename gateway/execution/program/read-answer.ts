import { createProblem } from '../../problem.ts';
import type { CallMember, CallPart, CompiledCall } from './compiled-call.ts';
import type { FetchOutcome } from './program-run.ts';
import { type AnswerRecord, endReading, type Reading, startReading } from './reading.ts';
import type { Progress } from './run-program.ts';
import { tellErrors } from './tell-errors.ts';

/** What one request asked by one part of a call. */
export interface SentPart {
  readonly part: CallPart;
  readonly members: readonly SentMember[];
  /** The first representation of the part that was sent, and how many were. */
  readonly from: number;
  readonly count: number;
}

/** The records that wait for what was asked. */
export interface SentMember {
  readonly member: CallMember;
  readonly targets: readonly AnswerRecord[];
  /** For each record, which representation of the part it waits for; undefined for a fetch from the root. */
  readonly places: readonly number[] | undefined;
}

/** An error as a subgraph writes it; any of it can be anything. */
export interface SubgraphError {
  readonly message?: unknown;
  readonly path?: unknown;
  readonly extensions?: { readonly code?: unknown; readonly remedy?: unknown } | null;
}

interface SubgraphAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly SubgraphError[];
}

const CODES = {
  unavailable: 'SUBGRAPH_UNAVAILABLE',
  timeout: 'SUBGRAPH_TIMEOUT',
  refused: 'SUBGRAPH_REFUSED',
  'bad-answer': 'SUBGRAPH_BAD_ANSWER',
} as const;

/**
 * Takes an answer into the records that wait for it. Of what a subgraph sends, only what was asked for is looked at,
 * and no word of its errors goes further, save those about the client's own input.
 */
export function readAnswer(
  call: CompiledCall,
  parts: readonly SentPart[],
  outcome: FetchOutcome,
  progress: Progress,
): void {
  const { provider } = call;
  const fail = (code: (typeof CODES)[keyof typeof CODES]) => {
    progress.told.add(provider);
    progress.errors.push({ problem: createProblem(code, { provider }) });
  };
  if (outcome.kind !== 'answered') {
    fail(CODES[outcome.kind]);
    return;
  }
  if (!isAnswer(outcome.body)) {
    fail('SUBGRAPH_BAD_ANSWER');
    return;
  }
  const { data = null, errors = [] } = outcome.body;
  // Before anything is read: what is told of a list is where its objects stand now.
  if (errors.length > 0) {
    progress.told.add(provider);
    progress.errors.push(...tellErrors(errors, call, parts, progress));
  }
  const reading = startReading();
  if (data) {
    for (const part of parts) readPart(part, data, reading, errors.length > 0);
    endReading(reading, (ids) => progress.run.ids.reveal(provider, ids));
  }
  if (reading.isMisshapen || (!data && errors.length === 0)) fail('SUBGRAPH_BAD_ANSWER');
}

function readPart(
  { part, members, from, count }: SentPart,
  data: object,
  reading: Reading,
  isExplained: boolean,
): void {
  for (const { member, targets, places } of members) {
    if (!places) {
      for (const target of targets) member.read(data, target, reading);
      continue;
    }
    if (count === 0) continue;
    const entities = entitiesOf(data, part.key);
    if (entities?.length !== count) {
      reading.isMisshapen ||= entities !== undefined || !isExplained;
      return;
    }
    for (let index = 0; index < targets.length; index++) {
      const entity = entities[(places[index] ?? 0) - from];
      const target = targets[index];
      if (target && entity !== null && entity !== undefined) member.read(entity, target, reading);
    }
  }
}

function entitiesOf(data: object, key: string): readonly unknown[] | undefined {
  const entities = Object.hasOwn(data, key) ? (data as Readonly<Record<string, unknown>>)[key] : undefined;
  return Array.isArray(entities) ? entities : undefined;
}

function isAnswer(body: unknown): body is SubgraphAnswer {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { data, errors } = body as { readonly data?: unknown; readonly errors?: unknown };
  const hasData = typeof data === 'object' && !Array.isArray(data);
  const hasErrors =
    Array.isArray(errors) && errors.every((error) => typeof error === 'object' && error !== null);
  return (hasData || data === undefined) && (hasErrors || errors === undefined) && (hasData || hasErrors);
}
