import type { Agreement } from '../../../gateway/access/agreement.ts';
import type { Inquiry } from '../../../gateway/execution/inquiry.ts';
import { createLogger } from '../../../gateway/http/log.ts';
import { agencyOf, ask, everyJoin, everythingFor, viewOf } from '../../setup/small-graph.ts';

let versions = 0;

/**
 * The inquiry of an officer of Kemlu who may use everything, unless told otherwise, where providers may send each other
 * whatever a plan needs. Each has agreements of a version of its own.
 */
export function inquiryOf(
  agreements: readonly Agreement[] = everythingFor('kemlu'),
  details: Partial<Inquiry> = {},
): Inquiry {
  versions += 1;
  return {
    requestId: 'request-1',
    asker: { agency: agencyOf('kemlu') },
    officer: 'officer-1',
    purpose: 'PROTECTION_CASE',
    view: viewOf([...agreements, ...everyJoin], ask(), `v${versions}`),
    onDenied: 'null',
    explain: false,
    facts: {},
    account: {},
    signal: new AbortController().signal,
    ...details,
  };
}

/** The gateway's own logger, with its lines kept. */
export function createLogKeeper() {
  const lines: string[] = [];
  return { logger: createLogger('trace', { write: (line: string) => void lines.push(line) }), lines };
}
