import type { CutOperation } from './cut-operation.ts';
import { valueCoordinates } from './input-coordinates.ts';
import type { View } from './view.ts';

/** A field that a list was filtered by, and the agency whose data it is. */
export interface Compared {
  readonly provider: string;
  /** `Type.field`. */
  readonly coordinate: string;
}

/**
 * Finds the fields that an operation has compared with: whoever learns which rows meet a condition, or only how many, learns
 * of the field. An input counts even where its value turns out to be null. Pure.
 *
 * @param variables as `denyVariables` takes them.
 */
export function findCompared(
  view: View,
  { decisions, variableUses }: Pick<CutOperation, 'decisions' | 'variableUses'>,
  given: Readonly<Record<string, unknown>>,
  coerced: Readonly<Record<string, unknown>>,
): readonly Compared[] {
  const inputs = new Set([...decisions.keys()].filter((each) => view.graph.reads.has(each)));
  for (const { variable, inputType } of variableUses) {
    const source = Object.hasOwn(given, variable) ? given : coerced;
    const value = Object.hasOwn(source, variable) ? source[variable] : undefined;
    for (const each of valueCoordinates(value, inputType, view.graph.apiSchema)) inputs.add(each);
  }
  const found = new Map<string, Compared>();
  for (const input of inputs) {
    const decision = view.input(input);
    if (decision.kind !== 'allowed') continue;
    const { provider } = decision;
    for (const coordinate of view.graph.reads.get(input) ?? []) {
      found.set(`${provider} ${coordinate}`, { provider, coordinate });
    }
  }
  return [...found.values()];
}
