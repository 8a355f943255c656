import type { Denial, VariableUse } from './cut-operation.ts';
import { valueCoordinates } from './input-coordinates.ts';
import type { View } from './view.ts';

/**
 * Finds the variables whose value names input coordinates that the view does not give, and which. Pure.
 *
 * @param uses where the operation puts input objects.
 * @param given the variables as the client sent them: what coercion adds to them is the provider's own.
 * @param coerced the same with the defaults of the operation's text, for those that were not sent.
 */
export function denyVariables(
  view: View,
  uses: readonly VariableUse[],
  given: Readonly<Record<string, unknown>>,
  coerced: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, readonly Denial[]> {
  const denied = new Map<string, readonly Denial[]>();
  for (const { variable, inputType } of uses) {
    const source = Object.hasOwn(given, variable) ? given : coerced;
    const value = Object.hasOwn(source, variable) ? source[variable] : undefined;
    const denials = [...valueCoordinates(value, inputType, view.graph.apiSchema)].flatMap(
      (coordinate): readonly Denial[] => {
        const decision = view.input(coordinate);
        return decision.kind === 'denied' ? [{ coordinate, decision }] : [];
      },
    );
    if (denials.length > 0) denied.set(variable, denials);
  }
  return denied;
}
