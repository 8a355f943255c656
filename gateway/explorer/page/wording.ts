/** The part of an agency's name before its explanation in parentheses. */
export function shortName(name: string): string {
  return name.replace(/\s*\(.*\)\s*$/, '');
}

/** The explanation in parentheses behind an agency's name, if there is one. */
export function glossOf(name: string): string | undefined {
  return /\((.*)\)\s*$/.exec(name)?.[1];
}

/** The short name of an agency or group by its id; the id itself when nobody knows it. */
export function nameOf(names: Readonly<Record<string, string>>, id: string): string {
  const name = Object.hasOwn(names, id) ? names[id] : undefined;
  return name === undefined ? id : shortName(name);
}

/** `PLACEMENT_SERVICE` as words: Placement service. */
export function wordsOf(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
