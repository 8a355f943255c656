import { createNumberVariable } from './environment-variable.ts';

const ONE_MINUTE_MS = 60_000;

/** The bounds of the gateway that an operator may move: name in the configuration to variable. */
export const LIMIT_VARIABLES = {
  maxBodyBytes: createNumberVariable(
    'MAX_BODY_BYTES',
    262_144,
    [1_024, 1_048_576],
    'Bytes of a request body.',
  ),
  maxConcurrentRequests: createNumberVariable(
    'MAX_CONCURRENT_REQUESTS',
    128,
    [1, 10_000],
    'Requests answered at once; as many again wait, further ones get `OVERLOADED`.',
  ),
  requestDeadlineMs: createNumberVariable(
    'REQUEST_DEADLINE_MS',
    10_000,
    [100, ONE_MINUTE_MS],
    'Milliseconds until a request is given up.',
  ),
  subgraphDeadlineMs: createNumberVariable(
    'SUBGRAPH_DEADLINE_MS',
    3_000,
    [50, ONE_MINUTE_MS],
    'Milliseconds until a call to a subgraph is given up; at most `REQUEST_DEADLINE_MS`.',
  ),
  subgraphConnectMs: createNumberVariable(
    'SUBGRAPH_CONNECT_MS',
    500,
    [10, ONE_MINUTE_MS],
    'Milliseconds until a connection to a subgraph is given up.',
  ),
  subgraphMaxBytes: createNumberVariable(
    'SUBGRAPH_MAX_BYTES',
    5_242_880,
    [1_024, 104_857_600],
    'Bytes of an answer of a subgraph.',
  ),
  subgraphConnections: createNumberVariable(
    'SUBGRAPH_CONNECTIONS',
    50,
    [1, 1_000],
    'Connections to one subgraph.',
  ),
  planCacheEntries: createNumberVariable(
    'PLAN_CACHE_ENTRIES',
    1_000,
    [1, 100_000],
    'Operations kept planned, over all views.',
  ),
  tokenCacheEntries: createNumberVariable(
    'TOKEN_CACHE_ENTRIES',
    10_000,
    [1, 1_000_000],
    'Tokens kept as verified, by their hash.',
  ),
  maxQueryTokens: createNumberVariable(
    'MAX_QUERY_TOKENS',
    2_000,
    [50, 15_000],
    'Lexical tokens of a document.',
  ),
  maxQueryDepth: createNumberVariable(
    'MAX_QUERY_DEPTH',
    12,
    [3, 50],
    'Levels of fields, fragments unfolded.',
  ),
  maxAliases: createNumberVariable(
    'MAX_ALIASES',
    20,
    [0, 500],
    'Aliases of an operation, fragments unfolded.',
  ),
  maxRootFields: createNumberVariable('MAX_ROOT_FIELDS', 10, [1, 100], 'Fields at the root of an operation.'),
  maxSelections: createNumberVariable(
    'MAX_SELECTIONS',
    500,
    [10, 10_000],
    'Fields of an operation, fragments unfolded.',
  ),
  planDeadlineMs: createNumberVariable(
    'PLAN_DEADLINE_MS',
    400,
    [10, ONE_MINUTE_MS],
    'Milliseconds until the planning of an operation is given up.',
  ),
  plannerWorkers: createNumberVariable(
    'PLANNER_WORKERS',
    1,
    [1, 16],
    'Threads that plan operations; each takes some 40 MB.',
  ),
  plannerMemoryMb: createNumberVariable(
    'PLANNER_MEMORY_MB',
    128,
    [32, 4_096],
    'Megabytes that the planning of an operation may take, in each thread.',
  ),
  drainWaitMs: createNumberVariable(
    'DRAIN_WAIT_MS',
    3_000,
    [0, ONE_MINUTE_MS],
    'Milliseconds for which a gateway that is told to stop still answers, while `/health/ready` says so.',
  ),
  drainGraceMs: createNumberVariable(
    'DRAIN_GRACE_MS',
    25_000,
    [0, 10 * ONE_MINUTE_MS],
    'Milliseconds that requests in flight have after that.',
  ),
} as const;
