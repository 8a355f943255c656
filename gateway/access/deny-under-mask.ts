import { getNamedType, isObjectType, isScalarType } from 'graphql';
import { type Agreement, type Clause, type Mask, TEXT_MASKS, type TextMask } from './agreement.ts';
import type { Denied } from './decision.ts';
import type { Graph } from './graph.ts';

/** A clause that gives a field under a mask which the gateway cannot apply to it. */
export interface UnfitMask {
  readonly mask: Mask;
  readonly agreement: Agreement;
  readonly clause: Clause;
}

/** Scalars whose values are no texts, and ids: a part of one is no id. */
const UNMASKED_SCALARS: ReadonlySet<string> = new Set(['Int', 'Float', 'Boolean', 'ID']);

/** True for a mask that leaves the values of a field what they are: texts. */
export function fitsMask({ apiSchema }: Graph, coordinate: string, mask: Mask): mask is TextMask {
  if (!TEXT_MASKS.some((each) => each === mask)) return false;
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = apiSchema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  const valueType = field && getNamedType(field.type);
  return isScalarType(valueType) && !UNMASKED_SCALARS.has(valueType.name);
}

/**
 * Denies a field that is given under a mask which changes its type, and names the reduced fields that stand for
 * the mask. Pure.
 *
 * @param isGiven says whether the consumer may have a field.
 */
export function denyUnderMask(
  coordinate: string,
  { mask, agreement, clause }: UnfitMask,
  graph: Graph,
  isGiven: (coordinate: string) => boolean,
): Denied {
  const { provider, id, contact } = agreement;
  const nearest = { provider, agreement: id, clause: clause.id };
  const reduced = reducedFields(graph, coordinate, mask);
  const given = reduced.filter(isGiven);
  if (given.length > 0) {
    const remedy = `Ask for ${given.join(' or ')} instead.`;
    return { kind: 'denied', reason: 'REDUCED', ...nearest, reduced: given, remedy };
  }
  const remedy =
    reduced.length > 0
      ? `${id} gives it reduced and forgets ${reduced.join(' and ')}: ask ${contact} to add it.`
      : `${id} gives it under the mask ${mask}, which does not fit it: ask ${contact} for another.`;
  return { kind: 'denied', reason: 'MASK_UNFIT', ...nearest, remedy };
}

/** The reduced fields that stand for a mask of a field, in the order of the schema. */
export function reducedFields(
  { reductions }: Pick<Graph, 'reductions'>,
  coordinate: string,
  mask: Mask,
): readonly string[] {
  return [...reductions]
    .filter(([, from]) => from.some((each) => each.from === coordinate && each.mask === mask))
    .map(([reduced]) => reduced);
}
