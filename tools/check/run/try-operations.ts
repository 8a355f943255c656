import type { GatewayClient } from '../gateway/client.ts';
import { COUNT_OPERATION, type Operations } from '../operations.ts';
import type { Rule } from '../rules/rule.ts';
import { stopUnlessData } from './stop-unless-data.ts';

/** The most committees that a filter names. */
const MOST_CODES = 100;

/**
 * Asks each operation of a check for one row, so that what is not agreed ends the check before it has begun.
 *
 * @throws Error that names rule, field, provider and agreement of what is denied
 */
export async function tryOperations(
  client: GatewayClient,
  { voters, workers, committee }: Operations,
  rules: readonly Rule[],
  code: string,
  pollingDay: string,
): Promise<void> {
  const tries: readonly (readonly [string | undefined, object])[] = [
    [voters, { first: 1, filter: { pplnIn: [code], methodIn: ['TPSLN'] } }],
    [workers, { first: 1, ...(workers?.includes('$pollingDay') && { pollingDay }) }],
    [committee, { code }],
  ];
  for (const [query, variables] of tries) {
    if (query !== undefined) stopUnlessData(await client.ask(query, { ...variables }), rules);
  }
}

/** Counts the rows to examine. @param codes of committees; undefined for all */
export async function countVoters(
  client: GatewayClient,
  codes: readonly string[] | undefined,
): Promise<number> {
  const count = async (filter: object | undefined) => {
    const answer = await client.ask<{ readonly voters: { readonly totalCount: number } }>(COUNT_OPERATION, {
      filter,
    });
    return stopUnlessData(answer, []).voters.totalCount;
  };
  if (codes === undefined) return await count(undefined);
  let total = 0;
  for (let from = 0; from < codes.length; from += MOST_CODES) {
    total += await count({ pplnIn: codes.slice(from, from + MOST_CODES) });
  }
  return total;
}
