import { fitsMask, reducedFields } from '../access/deny-under-mask.ts';
import type { Policy } from './policy.ts';

/**
 * Finds masks of agreements that fit nothing: a part of a text of what is no text, or one that changes the type where
 * the schema has no reduced field for it. Such a mask gives nothing, and is no reason to refuse the file. Pure.
 *
 * @returns one sentence per mask
 */
export function findUnfitMasks({ graph, agreements }: Policy): readonly string[] {
  return agreements.flatMap(({ id, clauses }) =>
    clauses.flatMap((clause) =>
      [...clause.mask]
        .flatMap(([type, fields]) =>
          [...fields].map(([field, mask]) => ({ coordinate: `${type}.${field}`, mask })),
        )
        .filter(
          ({ coordinate, mask }) =>
            graph.sources.has(coordinate) &&
            !fitsMask(graph, coordinate, mask) &&
            reducedFields(graph, coordinate, mask).length === 0,
        )
        .map(
          ({ coordinate, mask }) =>
            `${id}, clause ${clause.id}: the mask ${mask} does not fit ${coordinate}. It gives nothing; correct the mask.`,
        ),
    ),
  );
}
