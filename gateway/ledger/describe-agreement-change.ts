import type { Agreement } from '../access/agreement.ts';
import { compareAgreements } from '../access/differences/compare-agreements.ts';
import { describeDifferences } from '../access/differences/describe-differences.ts';
import type { FoundChange } from './find-agreement-changes.ts';

/**
 * Tells what consumers gain and lose by a change, a sentence each. Pure.
 *
 * @param before what gave data until now; undefined where its text is not kept, or cannot be read any longer
 */
export function describeAgreementChange(
  { change, wasInForce, before: version }: FoundChange,
  before: Agreement | undefined,
  after: Agreement | undefined,
): readonly string[] {
  const given = change === 'took-effect' || change === 'changed' ? after : undefined;
  if (!wasInForce) return tell(undefined, given);
  if (!before) {
    const sentence = `What it gave until now cannot be told: version ${version} is not kept, or is not written as this gateway reads.`;
    return [sentence, ...tell(undefined, given)];
  }
  const told = tell(before, given);
  return told.length > 0
    ? told
    : ['It gives the same to the same, on the same terms: the file is written otherwise.'];
}

function tell(before: Agreement | undefined, after: Agreement | undefined): readonly string[] {
  return describeDifferences(compareAgreements(before, after));
}
