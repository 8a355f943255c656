/** One error of an answer, as the gateway's table of errors makes it. */
export interface AnswerError {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    /** Whose fault it is: `client`, `consumer`, `provider` or `gateway`. */
    readonly fault?: string;
    readonly retryable?: boolean;
    readonly remedy?: string;
    readonly coordinate?: string;
    readonly provider?: string;
    readonly agreement?: string;
  };
}

/** What a request came to. Nothing of an answer with an error beside the data is ever taken for data. */
export type Answer<Data> =
  | { readonly kind: 'data'; readonly data: Data }
  /** No agreement gives it, or none does any more. */
  | { readonly kind: 'denied'; readonly errors: readonly AnswerError[] }
  /** The list has to be begun anew. */
  | { readonly kind: 'bad-cursor' }
  | { readonly kind: 'token-expired' }
  /** It may go well in a while. */
  | { readonly kind: 'for-now'; readonly reason: string; readonly waitSeconds?: number }
  /** It will not go well, or is not known to. */
  | { readonly kind: 'failed'; readonly errors: readonly AnswerError[]; readonly mayBePassing: boolean };

/** Faults that may come from a process that is being started or replaced. */
const MAY_PASS = new Set(['INTERNAL', 'SUBGRAPH_REFUSED', 'SUBGRAPH_BAD_ANSWER']);

/** Reads an answer of the gateway. @param retryAfter header of the answer, in seconds. Pure. */
export function readAnswer<Data>(body: unknown, retryAfter?: string): Answer<Data> {
  if (!isAnswer(body)) {
    const message = 'What came is no answer of a GraphQL gateway.';
    return { kind: 'failed', errors: [{ message }], mayBePassing: true };
  }
  const { data, errors = [] } = body;
  if (errors.length === 0 && data) return { kind: 'data', data: data as Data };
  const codes = errors.map(({ extensions }) => extensions?.code);
  if (codes.includes('TOKEN_EXPIRED')) return { kind: 'token-expired' };
  if (codes.includes('BAD_CURSOR')) return { kind: 'bad-cursor' };
  if (errors.some(({ extensions }) => extensions?.fault === 'consumer')) return { kind: 'denied', errors };
  const [lasting] = errors.filter(({ extensions }) => extensions?.retryable !== true);
  if (lasting === undefined) {
    const reason = errors[0]?.message ?? 'The gateway gives no data.';
    const waitSeconds = Number(retryAfter);
    return { kind: 'for-now', reason, ...(waitSeconds > 0 && { waitSeconds }) };
  }
  return { kind: 'failed', errors, mayBePassing: MAY_PASS.has(lasting.extensions?.code ?? '') };
}

function isAnswer(
  body: unknown,
): body is { readonly data?: unknown; readonly errors?: readonly AnswerError[] } {
  if (typeof body !== 'object' || body === null) return false;
  return 'data' in body || ('errors' in body && Array.isArray(body.errors));
}
