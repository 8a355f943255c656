import type { Agreement } from '../access/agreement.ts';
import { compareAgreements } from '../access/differences/compare-agreements.ts';
import { describeDifferences } from '../access/differences/describe-differences.ts';
import type { FoundChange } from './find-agreement-changes.ts';

/** Characters of all sentences of an entry. An agreement of this project takes 10,000 at most. */
const MAX_CHARACTERS = 100_000;

/**
 * Tells what consumers gain and lose by a change, a sentence each. Pure.
 *
 * @param before what gave data until now; undefined where its text is not kept, or cannot be read any longer
 */
export function describeAgreementChange(
  change: FoundChange,
  before: Agreement | undefined,
  after: Agreement | undefined,
): readonly string[] {
  const sentences = describe(change, before, after);
  let characters = 0;
  const fitting = sentences.findIndex((sentence) => {
    characters += sentence.length;
    return characters > MAX_CHARACTERS;
  });
  if (fitting < 0) return sentences;
  const rest = `Beside these there are ${sentences.length - fitting} more differences, which the texts of the two versions tell.`;
  return [...sentences.slice(0, fitting), rest];
}

function describe(
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
