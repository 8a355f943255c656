import { ERRORS, type ErrorCode } from '../../errors.ts';
import { createProblem, type Problem } from '../../problem.ts';
import type { CompiledCall } from './compiled-call.ts';
import { placePath } from './place-path.ts';
import type { PlacedProblem } from './program-run.ts';
import type { SentPart, SubgraphError } from './read-answer.ts';
import type { Progress } from './run-program.ts';

/** A client's own input that a subgraph refused says so in at most this many characters. */
const MAX_RELAYED_CHARACTERS = 300;
/** Of one answer: three bytes of a subgraph's JSON become a few hundred of ours. */
const MAX_ERRORS = 20;

/** What a subgraph may say of a client's own input, and as what it reaches the client. */
const RELAYED: ReadonlyMap<unknown, ErrorCode> = new Map([
  ['BAD_USER_INPUT', 'BAD_USER_INPUT'],
  ['BAD_CURSOR', 'BAD_CURSOR'],
  ['NOT_FOUND', 'RECORD_NOT_FOUND'],
  ['CONFLICT', 'RECORD_CONFLICT'],
  ['UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE'],
]);

/**
 * Tells the errors of an answer in the codes of our table.
 *
 * Only a fetch without representations has seen nothing but the client's own input, so only its words about that
 * input may be relayed: they cannot repeat another agency's value.
 */
export function tellErrors(
  errors: readonly SubgraphError[],
  { isForEntities, provider }: CompiledCall,
  parts: readonly SentPart[],
  { root }: Progress,
): readonly PlacedProblem[] {
  const told: PlacedProblem[] = [];
  for (const error of errors.slice(0, MAX_ERRORS)) {
    const problem =
      (isForEntities ? undefined : relayed(error)) ?? createProblem('SUBGRAPH_BAD_ANSWER', { provider });
    const paths = placePath(error.path, parts, root, MAX_ERRORS - told.length);
    if (paths.length === 0) told.push({ problem });
    for (const path of paths) told.push({ problem, path });
    if (told.length >= MAX_ERRORS) break;
  }
  return told;
}

function relayed({ message, extensions }: SubgraphError): Problem | undefined {
  const code = RELAYED.get(extensions?.code);
  if (!code || typeof message !== 'string') return undefined;
  const { fault, isRetryable, remedy, status } = ERRORS[code];
  const own =
    typeof extensions?.remedy === 'string' ? extensions.remedy.slice(0, MAX_RELAYED_CHARACTERS) : remedy;
  return {
    code,
    message: message.slice(0, MAX_RELAYED_CHARACTERS),
    extensions: { code, fault, retryable: isRetryable, remedy: own },
    status,
  };
}
