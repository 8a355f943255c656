import { ageOn } from '../../shared/age-on.ts';
import { andThen } from '../../shared/maybe-promise.ts';
import type { ElectoralContext } from '../loaders.ts';
import type { MatchName } from '../match-kind.ts';
import { nikState } from '../nik-state.ts';
import type { RowMatch } from '../row-match.ts';
import { seesWholeList } from '../sees-whole-list.ts';
import type { VoterDocument } from '../voter-document.ts';

/** Letters up to which a name is measured: only shorter ones are a matter of checks. */
const MOST_LETTERS = 3;
const LETTER = /\p{L}/gu;

/** Resolves `Voter`. Fields that are stored under their own name need no line here. */
export const voterResolvers = {
  __resolveReference: async ({ id }: { readonly id: string }, { loaders }: ElectoralContext) =>
    await loaders.voterById.load(id),
  id: ({ _id }: VoterDocument) => _id,
  citizen: ({ citizenId }: VoterDocument) => ({ id: citizenId }),
  ppln: async ({ ppln }: VoterDocument, _: unknown, { loaders }: ElectoralContext) =>
    await loaders.pplnByCode.load(ppln),
  ageOnPollingDay: ({ birthDate }: VoterDocument, _: unknown, { loaders }: ElectoralContext) =>
    andThen(loaders.electionOfList(), (election) => election && ageOn(birthDate, election.pollingDay)),
  everMarried: ({ maritalStatus }: VoterDocument) => maritalStatus !== 'SINGLE',
  nikState,
  nameLetters: ({ fullName }: VoterDocument) => Math.min(fullName.match(LETTER)?.length ?? 0, MOST_LETTERS),
  passportValidOnPollingDay: (
    { passportExpiry }: VoterDocument,
    _: unknown,
    { loaders }: ElectoralContext,
  ) =>
    passportExpiry === undefined
      ? null
      : andThen(loaders.electionOfList(), (election) => election && passportExpiry >= election.pollingDay),
  sameNik: match('sameNik'),
  samePerson: match('samePerson'),
  samePassport: match('samePassport'),
  sameAddress: match('sameAddress'),
};

/** Resolves `RowMatch`. */
export const rowMatchResolvers = {
  token: ({ field, key }: RowMatch, _: unknown, { createToken, grant }: ElectoralContext) =>
    createToken(field, grant, key),
};

function match(name: MatchName) {
  return (row: VoterDocument, _: unknown, { loaders, grant }: ElectoralContext) =>
    seesWholeList(grant) ? loaders.matches[name].of(row) : null;
}
