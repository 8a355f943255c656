import type { InquiryFacts } from './inquiry.ts';

const LOGGED_HASH_DIGITS = 16;

/** Notes for the log which operation it was and which codes its answer has. */
export function noteFacts(
  facts: InquiryFacts,
  hash: string | undefined,
  operationName: string | null | undefined,
  codes: readonly string[],
): void {
  if (hash) facts.operation = hash.slice(0, LOGGED_HASH_DIGITS);
  if (operationName) facts.operationName = operationName;
  if (codes.length > 0) facts.codes = [...new Set(codes)];
}
