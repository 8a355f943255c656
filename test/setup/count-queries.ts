import type { TestSubgraph } from './subgraph.ts';

/**
 * Lists the queries that a subgraph sends to its database while something is asked of it, as `command collection`.
 * Those of statistics, which run in the background, are left out.
 */
export async function countQueries<Answer>(
  subgraph: TestSubgraph,
  act: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly queries: readonly string[] }> {
  const queries: string[] = [];
  const stopListening = subgraph.onCommand((command, collection) => {
    if (collection !== 'statistics' && collection !== 'meta') queries.push(`${command} ${collection}`);
  });
  const answer = await act();
  stopListening();
  return { answer, queries };
}
