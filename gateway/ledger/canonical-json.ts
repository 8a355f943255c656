/** What can be written: no number that is no safe integer, nothing undefined. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [name: string]: CanonicalValue };

/**
 * Writes a value as canonical JSON: no white space, names in the order of their UTF-16 code units, texts escaped as
 * ECMAScript does. Whatever reads JSON and writes it so has the same bytes.
 *
 * @throws Error for a number that is no safe integer, which would not be written alike everywhere.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function writeCanonicalJson(value: CanonicalValue): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Error('Canonical JSON holds safe integers only.');
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeCanonicalJson).join(',')}]`;
  const names = Object.keys(value).sort();
  const members = names.map(
    (name) => `${JSON.stringify(name)}:${writeCanonicalJson(value[name] as CanonicalValue)}`,
  );
  return `{${members.join(',')}}`;
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
