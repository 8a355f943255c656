import type { Agreement } from '../access/agreement.ts';
import type { FolderRemains } from './load-agreements.ts';

/**
 * Takes from the agreements in force what their providers have taken back, in a folder of which not everything
 * checks: a removed file, and a good one that is no longer signed. A provider must be able to end a flow at
 * once, whatever mistake stands in somebody else's file. Pure, and it only ever takes away.
 *
 * @returns the same list when there is nothing to take back.
 */
export function withdrawAgreements(
  inForce: readonly Agreement[],
  { present, sound }: FolderRemains,
): readonly Agreement[] {
  const unsigned = new Map(sound.filter(({ status }) => status !== 'signed').map((each) => [each.id, each]));
  const left = inForce.flatMap((agreement) => {
    if (!present.has(agreement.id)) return [];
    return agreement.status === 'signed' ? (unsigned.get(agreement.id) ?? agreement) : agreement;
  });
  const isSame = left.length === inForce.length && left.every((each, index) => each === inForce[index]);
  return isSame ? inForce : left;
}
