import type { AgreementCheck } from './agreement-check.ts';
import { argumentsHaveFields } from './arguments-have-fields.ts';
import { clauseIdsAreUnique } from './clause-ids-are-unique.ts';
import { datesAreInOrder } from './dates-are-in-order.ts';
import { fieldsAreNamedOnce } from './fields-are-named-once.ts';
import { idIsFileName } from './id-is-file-name.ts';
import { partiesTakePart } from './parties-take-part.ts';
import { placeholdersCanBeFilled } from './placeholders-can-be-filled.ts';
import { showingIsBounded } from './showing-is-bounded.ts';
import { subgraphsAreGivenFields } from './subgraphs-are-given-fields.ts';
import { wildcardsAreAllowed } from './wildcards-are-allowed.ts';

/** Everything that one agreement is checked for beyond its shape, in the order in which a reader meets it. */
export const AGREEMENT_CHECKS: readonly AgreementCheck[] = [
  idIsFileName,
  partiesTakePart,
  datesAreInOrder,
  clauseIdsAreUnique,
  wildcardsAreAllowed,
  fieldsAreNamedOnce,
  argumentsHaveFields,
  placeholdersCanBeFilled,
  subgraphsAreGivenFields,
  showingIsBounded,
];
