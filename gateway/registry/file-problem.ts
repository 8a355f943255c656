/**
 * Something in an agencies or agreement file that keeps it from taking effect. For those who write and run it:
 * such files hold no data about persons, and neither does this.
 */
export interface FileProblem {
  /** The path under which the file was read. */
  readonly file: string;
  /** Where in the file: `clauses[0].purposes`, `line 4, column 7`; empty for the file as a whole. */
  readonly path: string;
  readonly expected: string;
  readonly came: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
}

/** A problem as one line. */
export function describeFileProblem({ file, path, expected, came, remedy }: FileProblem): string {
  return `${file}${path === '' ? '' : `, ${path}`}: expected ${expected}; came ${came}. ${remedy}`;
}

const MAX_CHARACTERS = 80;

/** Writes a value of a file for a message: texts and numbers as they stand, cut short; the rest by kind and size. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) {
    const { length } = Object.keys(value);
    return length === 0 ? 'an empty map' : `a map of ${length}`;
  }
  const text = JSON.stringify(value);
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}
