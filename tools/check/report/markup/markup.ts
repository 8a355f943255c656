/** Text that is HTML, made by {@link html} alone: whatever was put into it is escaped. */
export interface Markup {
  readonly markup: string;
}

/** What can be put into HTML; nothing becomes nothing. */
export type Insert = string | number | Markup | undefined | readonly Insert[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Makes HTML out of a template. Texts that are put in are escaped, for contents of elements and for attributes in double
 * quotes alike: whoever they come from, they stay texts.
 */
export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return { markup: String.raw({ raw: parts }, ...inserts.map(toText)) };
}

/**
 * Puts in a script, a style or data as they are. Only for what the project holds itself, and for {@link dataOf}.
 */
export function verbatim(text: string): Markup {
  return { markup: text };
}

/** A value as JSON that neither ends the script element around it nor begins a comment there. Pure. */
export function dataOf(value: unknown): Markup {
  return verbatim(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeUnicode));
}

function escapeUnicode(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function toText(insert: Insert): string {
  if (insert === undefined) return '';
  if (typeof insert === 'string') return insert.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
  if (typeof insert === 'number') return String(insert);
  return 'markup' in insert ? insert.markup : insert.map(toText).join('');
}
