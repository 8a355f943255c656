/** Asks a federation as one agency: `(query, variables) -> data`. Throws where the answer has an error. */
export type Client = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<Data>;

/** What is asked for here, as far as it is looked at. */
export interface Data {
  readonly citizens?: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly nik: string | null }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

/** Makes a client for one token. */
export function createClient(port: number, token: string): Client {
  return async (query, variables) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'x-purpose': 'PROTECTION_CASE',
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { readonly data?: Data; readonly errors?: unknown };
    if (!data || errors) throw new Error(`The gateway answers ${JSON.stringify(errors)}.`);
    return data;
  };
}

/** Writes the median and the 99th percentile. */
export function describeTimes(what: string, timesMs: readonly number[]): string {
  const sorted = [...timesMs].sort((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return `${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${sorted.length} requests\n`;
}
