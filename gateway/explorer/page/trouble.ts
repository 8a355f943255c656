import { readAccessReport } from './access-report.ts';
import type { CallOutcome } from './gateway-call.ts';

/** Why there is nothing to show, in words, and what to do about it. */
export interface Trouble {
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  /** Code of the gateway's table of errors, where it gave one. */
  readonly code?: string;
}

/** Says what went wrong with a call as a whole; `undefined` when it was answered, if only in part. Pure. */
export function describeTrouble(outcome: CallOutcome): Trouble | undefined {
  if (outcome.kind === 'unreachable') {
    return {
      title: 'The gateway does not answer',
      detail: 'It has stopped, or the network between this page and it is down.',
      remedy: 'Start it again, or check the network; then try once more.',
    };
  }
  if (outcome.kind === 'not-json') {
    return {
      title: `Something else than the gateway answered (${outcome.status})`,
      detail: 'The answer was not JSON, so it did not come from the gateway itself.',
      remedy: 'Look at what stands between this page and the gateway: a proxy, a balancer.',
    };
  }
  const { status, body } = outcome;
  if (status < 400 && !('errors' in body)) return undefined;
  if (body.data !== undefined && body.data !== null) return undefined;
  const { otherErrors, denials } = readAccessReport(body);
  const [first] = otherErrors;
  if (!first && denials.length > 0) return undefined;
  return {
    title: titleOf(status, first?.code),
    detail: first?.message ?? `The gateway answered with status ${status} and said no more.`,
    remedy: first?.remedy ?? 'Tell the operator of the gateway.',
    ...(first?.code !== undefined && { code: first.code }),
  };
}

const TITLES = new Map([
  [401, 'The token was not taken'],
  [403, 'The gateway refused this'],
  [404, 'There is no graph at this address'],
  [408, 'The request took too long to arrive'],
  [413, 'The request is too large'],
  [429, 'Too many requests'],
]);

function titleOf(status: number, code: string | undefined): string {
  if (code === 'OPERATION_DENIED') return 'Refused whole, as you asked';
  if (code?.startsWith('PURPOSE_')) return 'The purpose was not taken';
  return (
    TITLES.get(status) ?? (status >= 500 ? 'The gateway could not answer' : 'This operation cannot be run')
  );
}
