const MAX_FRAMES = 12;
/** A longer line is part of the message: matching it would take time that grows with its square. */
const MAX_FRAME_CHARACTERS = 500;

/**
 * Tells an error to the log without its message: those of drivers and parsers quote the value that they stumble
 * over. Pure.
 */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error ? error.code : undefined;
  return {
    name: isWord(error.name) ? error.name : 'Error',
    ...(isWord(code) ? { code } : {}),
    // The stack begins with the message, of which a line may look like anything but a place in a source.
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.length <= MAX_FRAME_CHARACTERS)
      .filter((line) => /^ {4}at .*(?:file:|node:|\/)\S+:\d+:\d+\)?$/.test(line))
      .slice(0, MAX_FRAMES)
      .map((line) => line.trim()),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z_]{1,80}$/.test(value);
}
