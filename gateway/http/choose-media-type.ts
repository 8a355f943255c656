const GRAPHQL_RESPONSE = 'application/graphql-response+json';
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Chooses the type of a GraphQL answer: `application/graphql-response+json` for who accepts it by name and does
 * not like JSON better, `application/json` for everybody else. Both are answered with the same statuses.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types
 */
export function chooseMediaType(accept = ''): string {
  if (!accept.toLowerCase().includes(GRAPHQL_RESPONSE)) return JSON_TYPE;
  const weights = new Map<string, number>();
  for (const range of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const weight = parameters.find((each) => each.startsWith('q='))?.slice(2);
    weights.set(type, weight === undefined ? 1 : Number(weight));
  }
  const wanted = weights.get(GRAPHQL_RESPONSE) ?? 0;
  return wanted > 0 && wanted >= (weights.get('application/json') ?? 0)
    ? `${GRAPHQL_RESPONSE}; charset=utf-8`
    : JSON_TYPE;
}
