import type { IncomingHttpHeaders } from 'node:http';
import { createProblem, type Problem } from '../problem.ts';

/** How a client wants to be answered. */
export interface Wishes {
  /** `null`: what is denied is null, with an error each. `reject`: the whole operation is refused. */
  readonly onDenied: 'null' | 'reject';
  /** True when the answer shall tell every decision. */
  readonly explain: boolean;
}

/** The wishes of a request, or which header is none of them. */
export type WishesReading =
  | { readonly ok: true; readonly wishes: Wishes }
  | { readonly ok: false; readonly problem: Problem };

/** Reads the headers `X-On-Denied` and `X-Explain`. Pure. */
export function readWishes(headers: IncomingHttpHeaders): WishesReading {
  const onDenied = headers['x-on-denied'] ?? 'null';
  const explain = headers['x-explain'] ?? 'false';
  if (onDenied !== 'null' && onDenied !== 'reject') return expect('X-On-Denied', 'null or reject');
  if (explain !== 'true' && explain !== 'false') return expect('X-Explain', 'true or false');
  return { ok: true, wishes: { onDenied, explain: explain === 'true' } };
}

function expect(header: string, expected: string): WishesReading {
  return { ok: false, problem: createProblem('BAD_HEADER', { header, expected }) };
}
