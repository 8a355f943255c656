/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
/** An id may begin so and is none: 22 or 43 characters of base64url. */
const ID = /^[A-Za-z0-9_-]{22}$|^[A-Za-z0-9_-]{43}$/;

/**
 * Writes a row of a CSV file, without its end: lists with blanks between, objects as JSON, null as nothing. Texts that a
 * spreadsheet would run begin with an apostrophe.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function writeCsvRow(values: readonly unknown[]): string {
  return values.map((value) => quote(toText(value))).join(',');
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(toText).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function quote(text: string): string {
  const safe = FORMULA.test(text) && !ID.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
