/** What may be logged of an unexpected error. */
export interface FailureDescription {
  readonly name: string;
  /** Code of the system, driver or library. */
  readonly code?: string | number;
  /** Where it arose: the frames of the stack, without its message. */
  readonly frames: readonly string[];
  readonly cause?: FailureDescription;
}

const MAX_FRAMES = 12;
const MAX_CAUSES = 3;

/**
 * Describes an error for the log without its message: messages of the database and of mongoose repeat the values that
 * were stored or searched for, and those are persons' data.
 */
export function describeFailure(error: unknown, depth = 0): FailureDescription {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const { code } = error as { readonly code?: unknown };
  return {
    name: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    frames: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^ {4}at /.test(line))
      .slice(0, MAX_FRAMES)
      .map((line) => line.trim()),
    ...(error.cause === undefined || depth >= MAX_CAUSES
      ? {}
      : { cause: describeFailure(error.cause, depth + 1) }),
  };
}
