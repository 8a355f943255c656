import { lintDisclosures } from '../../gateway/composition/lint-disclosures.ts';
import { describeFileProblem } from '../../gateway/registry/file-problem.ts';
import { findUnfitMasks } from '../../gateway/registry/find-unfit-masks.ts';
import { findUnknownCoordinates } from '../../gateway/registry/find-unknown-coordinates.ts';
import { type RegistrySource, readRegistry } from '../../gateway/registry/open-registry.ts';

/** What a check of agreements found. */
export interface AgreementsCheck {
  /** How many agreements there are; undefined when they cannot be read. */
  readonly count: number | undefined;
  /** One sentence each; none where all is well. */
  readonly problems: readonly string[];
}

/**
 * Checks agreements as a gateway does before they take effect, and holds them to more: what they name has to be in the
 * graph, each mask has to fit its field, and whatever subgraphs have to be sent of another agency has to be agreed.
 */
export async function checkAgreements(source: RegistrySource): Promise<AgreementsCheck> {
  const reading = await readRegistry(source);
  if (!reading.ok) return { count: undefined, problems: reading.problems.map(describeFileProblem) };
  const { policy } = reading.registered;
  const problems = [
    ...findUnknownCoordinates(policy),
    ...findUnfitMasks(policy),
    ...lintDisclosures(policy.graph, policy.participants, policy.agreements).errors,
  ];
  return { count: policy.agreements.length, problems };
}
