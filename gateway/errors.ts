import { rowOf } from './error-kind.ts';

/**
 * Every error that a client can see. Whatever else goes wrong is logged under the request id and leaves as
 * `INTERNAL`. README.md shows this table; a test keeps the two alike.
 */
const client = rowOf('client', false);
const clientForNow = rowOf('client', true);
const consumer = rowOf('consumer', false);
const provider = rowOf('provider', false);
const providerForNow = rowOf('provider', true);
const gateway = rowOf('gateway', false);
const gatewayForNow = rowOf('gateway', true);

const POST_A_JSON_OBJECT =
  'Send one operation as a JSON object: query, and where needed variables, operationName and extensions.';
const POST_OPERATIONS = 'Send operations by POST to /graphql: personal data must not be part of an address.';
const STATE_A_PURPOSE = 'Send the header X-Purpose: {purposes}.';
const ASK_FOR_A_TOKEN = "Send the header Authorization: Bearer, with a token of the agency's own issuer.";
const READ_THE_VIEW =
  "Leave it out, or ask the provider for an agreement; the explorer shows the agency's view.";
const TRY_LATER = 'Try again after the time in the header Retry-After.';
const TELL_THE_PROVIDER = 'Try again later; if it goes on, tell the provider the request id.';

/** The one table. */
export const ERRORS = {
  BAD_HTTP: client(
    400,
    'The request must be HTTP/1.1.',
    'Check the client, and any proxy before the gateway.',
  ),
  HEADERS_TOO_LARGE: client(
    431,
    'All headers together must be at most {limitBytes} bytes.',
    'Send only the headers that the gateway reads.',
  ),
  REQUEST_TOO_SLOW: clientForNow(
    408,
    'The whole request must arrive within {limitMs} ms.',
    'Send it again at once.',
  ),
  BAD_HEADER: client(400, 'The header {header} must be {expected}.', 'Correct the header or leave it out.'),
  BAD_REQUEST_BODY: client(400, 'The body must be {expected}.', POST_A_JSON_OBJECT),
  BODY_TOO_LARGE: client(413, 'The body must be at most {limitBytes} bytes.', 'Ask in several requests.'),
  UNSUPPORTED_MEDIA_TYPE: client(
    415,
    'The body must be application/json in UTF-8, without a content-encoding.',
    'Send Content-Type: application/json, and do not compress.',
  ),
  METHOD_NOT_ALLOWED: client(405, 'This address takes {allowed} only.', POST_OPERATIONS),
  NOT_FOUND: client(404, 'There is nothing at this address.', POST_OPERATIONS),

  TOKEN_MISSING: client(401, 'Every request must carry a token.', ASK_FOR_A_TOKEN),
  TOKEN_INVALID: client(401, 'The token must be good for this gateway: {reason}.', ASK_FOR_A_TOKEN),
  TOKEN_EXPIRED: client(
    401,
    'The token is too old.',
    'Get a new token from the issuer and send the request again.',
  ),
  KEYS_UNAVAILABLE: gatewayForNow(503, "The keys of the token's issuer cannot be read just now.", TRY_LATER),
  AGENCY_UNKNOWN: consumer(
    403,
    'The agency of the token must be one that takes part.',
    "Ask the issuer for a token with the agency's id as schema/agencies.yaml writes it.",
  ),
  UNIT_UNKNOWN: consumer(
    403,
    'The unit of the token must be a unit of the agency {agency}.',
    "Ask the issuer for a token with the unit's code as schema/agencies.yaml writes it, or without a unit.",
  ),
  PURPOSE_MISSING: client(400, 'Every request must state its purpose.', STATE_A_PURPOSE),
  PURPOSE_UNKNOWN: client(400, 'The purpose must be one of the closed list.', STATE_A_PURPOSE),
  PURPOSE_NOT_IN_TOKEN: consumer(
    403,
    'The token is good for the purpose {granted} only.',
    'Send that purpose, or ask the issuer for a token with the other one.',
  ),

  GRAPHQL_PARSE_FAILED: client(
    400,
    'The operation must be GraphQL; it is not at line {line}, column {column}.',
    'Correct the operation there.',
  ),
  GRAPHQL_VALIDATION_FAILED: client(
    400,
    'The operation must fit the graph: {problem}',
    "Correct the operation; the explorer shows the agency's view of the graph.",
  ),
  OPERATION_NOT_FOUND: client(
    400,
    'The document must hold one operation, or several of which operationName names one.',
    'Send the operationName of an operation in the document.',
  ),
  OPERATION_TOO_LARGE: client(
    400,
    'The operation must have at most {limit} {counted}.',
    'Split the operation.',
  ),
  BAD_USER_INPUT: client(400, '{coordinate} must be {expected}.', 'Correct the value.'),
  BAD_CURSOR: client(
    400,
    'A cursor is good only for the list, filter and agency that it was given for.',
    'Begin the list anew, without a cursor.',
  ),
  RECORD_NOT_FOUND: client(
    404,
    'The record must be one that the agency may see.',
    'Check the id; a record outside the agreement cannot be told from one that does not exist.',
  ),
  RECORD_CONFLICT: client(
    409,
    'The record must be in a state that allows the change.',
    'Read the record again.',
  ),
  INLINE_VALUE: client(
    400,
    '{coordinate} must be given by a variable, not in the text of the operation.',
    'Declare a variable and send the value in variables: texts of operations are kept, values are not.',
  ),

  FIELD_NOT_AGREED: consumer(
    403,
    'No agreement gives {coordinate} for the purpose {purpose}.',
    READ_THE_VIEW,
  ),
  INPUT_NOT_AGREED: consumer(
    403,
    'No agreement lets {coordinate} be used for the purpose {purpose}.',
    READ_THE_VIEW,
  ),
  VIEW_EMPTY: consumer(
    403,
    'No agreement gives this agency anything for the purpose {purpose}.',
    'State a purpose that an agreement names.',
  ),
  FIELD_REDUCED: consumer(
    403,
    '{coordinate} is given reduced only for the purpose {purpose}.',
    'Ask for the reduced field instead; the explorer shows it.',
  ),
  OPERATION_DENIED: consumer(
    403,
    'The operation asks for what no agreement gives, and X-On-Denied says to refuse it whole.',
    'Leave out the coordinates that the other errors name, or send X-On-Denied: null to get the rest.',
  ),
  DISCLOSURE_NOT_AGREED: consumer(
    403,
    'No agreement lets {coordinate} be sent to {recipient}, which the operation would need.',
    'Leave out the fields that need it, or ask both agencies for an agreement.',
  ),
  LIMIT_EXCEEDED: consumer(403, 'The agreement gives at most {limit} {counted}.', 'Ask for less at a time.'),
  RATE_LIMITED: clientForNow(429, 'At most {limit} requests a minute are answered.', TRY_LATER),
  PLANNING_FAILED: client(
    400,
    'The operation must be simple enough to be planned within the limits of the gateway.',
    'Ask for fewer fields, or split the operation.',
  ),

  SUBGRAPH_UNAVAILABLE: providerForNow(
    502,
    'The provider {provider} cannot be reached just now.',
    TELL_THE_PROVIDER,
  ),
  SUBGRAPH_TIMEOUT: providerForNow(504, 'The provider {provider} did not answer in time.', TELL_THE_PROVIDER),
  SUBGRAPH_REFUSED: provider(
    502,
    'The provider {provider} refused the call of the gateway.',
    'Tell the operator the request id.',
  ),
  SUBGRAPH_BAD_ANSWER: provider(
    502,
    'The provider {provider} gave an answer that does not fit the graph.',
    'Tell the provider the request id.',
  ),
  DEADLINE_EXCEEDED: gatewayForNow(
    504,
    'The answer was not ready within {limitMs} ms.',
    'Ask for less at a time.',
  ),
  OVERLOADED: gatewayForNow(503, 'The gateway has as many requests as it can answer.', TRY_LATER),
  LEDGER_UNAVAILABLE: gatewayForNow(
    503,
    'What is asked cannot be written down just now, so that nothing is answered.',
    'Try again later; if it goes on, tell the operator.',
  ),
  SHUTTING_DOWN: gatewayForNow(503, 'This gateway is about to stop.', 'Send the request again at once.'),
  INTERNAL: gateway(
    500,
    'The gateway failed.',
    'Tell the operator the request id, in the header X-Request-Id.',
  ),
} as const;

/** A code of the table. */
export type ErrorCode = keyof typeof ERRORS;
