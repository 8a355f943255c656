/** What can be written: no number that is no safe integer, nothing undefined. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [name: string]: CanonicalValue };

/** Texts of what is shared, as long as it lives. */
const texts = new WeakMap<object, string>();

/**
 * Writes a value as canonical JSON: no white space, names in the order of their UTF-16 code units, texts escaped as
 * ECMAScript does. Whatever reads JSON and writes it so has the same bytes.
 *
 * @throws Error for a number that is no safe integer, which would not be written alike everywhere.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function writeCanonicalJson(value: CanonicalValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error('Canonical JSON holds safe integers only.');
    // As JSON has it: minus zero is zero.
    return `${value}`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  return isList(value) ? writeList(value) : writeMembers(value);
}

/**
 * Has a value that many others hold written once: its text is kept as long as it lives, and all of it is frozen.
 *
 * @returns the same value
 */
export function shareText<Value extends object>(value: Value): Value {
  freeze(value);
  texts.set(value, writeCanonicalJson(value as unknown as CanonicalValue));
  return value;
}

function writeList(list: readonly CanonicalValue[]): string {
  let text = '[';
  for (let place = 0; place < list.length; place++) {
    if (place > 0) text += ',';
    text += writeCanonicalJson(list[place] as CanonicalValue);
  }
  return `${text}]`;
}

function writeMembers(value: { readonly [name: string]: CanonicalValue }): string {
  let text = '';
  for (const name of inOrder(Object.keys(value))) {
    text += `${text === '' ? '{' : ','}${JSON.stringify(name)}:${writeCanonicalJson(value[name] as CanonicalValue)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** Most come in their order already, and sorting costs more than looking. */
function inOrder(names: string[]): string[] {
  for (let place = 1; place < names.length; place++) {
    if ((names[place - 1] as string) > (names[place] as string)) return names.sort();
  }
  return names;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
