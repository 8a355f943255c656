import type { MadeOf } from '../shared/selected-fields.ts';
import type { ElectoralContext } from './loaders.ts';
import { MATCH_KINDS, type MatchName } from './match-kind.ts';
import { seesWholeList } from './sees-whole-list.ts';
import type { VoterDocument } from './voter-document.ts';

/** Fields of `Voter` that are made of stored fields with other names. */
export const VOTER_MADE_OF: MadeOf = new Map<string, readonly string[]>([
  ['__typename', []],
  ['id', ['_id']],
  ['citizen', ['citizenId']],
  ['ageOnPollingDay', ['birthDate']],
  ['everMarried', ['maritalStatus']],
  ['nikState', ['nik', 'sex', 'birthDate']],
  ['nameLetters', ['fullName']],
  ['passportValidOnPollingDay', ['passportExpiry']],
  ['sameNik', MATCH_KINDS.sameNik.reads],
  ['samePerson', MATCH_KINDS.samePerson.reads],
  ['samePassport', MATCH_KINDS.samePassport.reads],
  ['sameAddress', MATCH_KINDS.sameAddress.reads],
]);

/** Reads at once what each row of a page will be asked for, so that no field of it has to wait. */
export async function readAhead(
  rows: readonly VoterDocument[],
  selected: ReadonlySet<string>,
  { loaders, grant }: ElectoralContext,
): Promise<void> {
  const kinds = (Object.keys(MATCH_KINDS) as MatchName[]).filter((name) => selected.has(name));
  const needsElection = selected.has('ageOnPollingDay') || selected.has('passportValidOnPollingDay');
  await Promise.all([
    needsElection ? loaders.electionOfList() : undefined,
    ...(seesWholeList(grant) ? kinds.map((name) => loaders.matches[name].readAhead(rows)) : []),
  ]);
}
