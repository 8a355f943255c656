/** Codes by which a subgraph says that the client's own input was at fault: no failure of the subgraph. */
const ABOUT_INPUT: ReadonlySet<string> = new Set(['BAD_USER_INPUT', 'BAD_CURSOR', 'NOT_FOUND', 'CONFLICT']);
/** Of one answer, at most. */
const MAX_CODES = 20;

/** The codes of the errors in a subgraph's answer that tell of a failure, for the log: names only, whatever was sent. Pure. */
export function failureCodes(body: unknown): readonly string[] {
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : undefined;
  if (!Array.isArray(errors)) return [];
  const codes = errors.slice(0, MAX_CODES).map(codeOf);
  return [...new Set(codes)].filter((code) => !ABOUT_INPUT.has(code));
}

function codeOf(error: unknown): string {
  const code = (error as { readonly extensions?: { readonly code?: unknown } | null } | null)?.extensions
    ?.code;
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'UNKNOWN';
}
