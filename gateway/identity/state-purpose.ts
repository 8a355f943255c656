import { PURPOSES, type Purpose } from '../access/agreement.ts';
import { createProblem, type Problem } from '../problem.ts';

/** The header that states the purpose of a request. */
export const PURPOSE_HEADER = 'x-purpose';

/** The purpose of a request, or why it has none. */
export type StatedPurpose =
  | { readonly ok: true; readonly purpose: Purpose }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Decides for which purpose a request asks. Pure.
 *
 * @param stated what the header says
 * @param granted the only purpose that the token is good for, if it names one; it counts where no header is
 */
export function statePurpose(stated: string | undefined, granted: Purpose | undefined): StatedPurpose {
  if (stated === undefined) return granted ? { ok: true, purpose: granted } : fail('PURPOSE_MISSING');
  const purpose = PURPOSES.find((each) => each === stated);
  if (purpose === undefined) return fail('PURPOSE_UNKNOWN');
  if (granted !== undefined && granted !== purpose) {
    return { ok: false, problem: createProblem('PURPOSE_NOT_IN_TOKEN', { granted }) };
  }
  return { ok: true, purpose };
}

function fail(code: 'PURPOSE_MISSING' | 'PURPOSE_UNKNOWN'): StatedPurpose {
  return { ok: false, problem: createProblem(code, { purposes: PURPOSES.join(' | ') }) };
}
