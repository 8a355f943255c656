/** Puts names that have an equal value together: values in the order in which they first came, names in order. Pure. */
export function groupNames<Value>(
  named: Iterable<readonly [name: string, value: Value]>,
): readonly (readonly [value: Value, names: readonly string[]])[] {
  const groups = new Map<string, [Value, string[]]>();
  for (const [name, value] of [...named].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const text = JSON.stringify(value);
    const group = groups.get(text) ?? [value, []];
    group[1].push(name);
    groups.set(text, group);
  }
  return [...groups.values()];
}
