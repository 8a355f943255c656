import type { Logger } from 'pino';
import { findUnfitMasks } from './find-unfit-masks.ts';
import { findUnknownCoordinates } from './find-unknown-coordinates.ts';
import { findWildcards } from './find-wildcards.ts';
import type { Registered, RegistrySource } from './open-registry.ts';

/**
 * Tells of what agreements may say and hardly anybody means: to be called at start and at each change. Nobody may find
 * out late that a gateway loads agreements that name nothing of what they give.
 */
export function warnOfAgreements(
  { allowWildcardAgreements }: Pick<RegistrySource, 'allowWildcardAgreements'>,
  { policy }: Registered,
  logger: Logger,
): void {
  const unknown = [...findUnknownCoordinates(policy), ...findUnfitMasks(policy)];
  if (unknown.length > 0) logger.warn({ problems: unknown }, 'agreements name what the graph does not have');
  if (allowWildcardAgreements !== 'true') return;
  const wild = findWildcards(policy.agreements).map(
    (id) => `${id} gives everything that its provider has, by the wildcard *.`,
  );
  logger.warn({ problems: wild }, 'ALLOW_WILDCARD_AGREEMENTS is on: agreements need not name what they give');
}
