/** A GraphQL request over HTTP, checked for shape. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** Reads a request body; undefined when it is not one operation as a JSON object. Other members are left out. */
export function readRequest(body: Buffer): GraphqlRequest | undefined {
  const parsed = parseJson(body);
  if (!isRecord(parsed)) return undefined;
  const { query, variables, operationName } = parsed;
  if (typeof query !== 'string' || query === '') return undefined;
  if (variables != null && !isRecord(variables)) return undefined;
  if (operationName != null && typeof operationName !== 'string') return undefined;
  return {
    query,
    ...(variables == null ? {} : { variables }),
    ...(operationName == null ? {} : { operationName }),
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
