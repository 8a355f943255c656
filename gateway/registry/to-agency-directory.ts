import { dirname, resolve } from 'node:path';
import type { Agency, Group } from '../access/agency.ts';
import type { Purpose } from '../access/agreement.ts';
import type { AgenciesDocument, AgencyDocument, GroupDocument } from './agencies-document.ts';
import type { AgencyDirectory, PurposeSentence } from './agency-directory.ts';

/**
 * Reads the directory out of a document that was found good. Pure.
 *
 * @param file the path of the document: files that it names are relative to it
 */
export function toAgencyDirectory(document: AgenciesDocument, file: string): AgencyDirectory {
  const { groups = {}, providers, purposes = {}, issuers = [] } = document;
  const agencies = Object.entries(document.agencies);
  const ids = agencies.map(([id]) => id);
  return {
    participants: {
      agencies: new Map(agencies.map(([id, agency]) => [id, toAgency(id, agency)])),
      groups: new Map(Object.entries(groups).map(([id, group]) => [id, toGroup(id, group, ids)])),
      providers: new Map(Object.entries(providers)),
    },
    purposes: new Map(Object.entries(purposes) as [Purpose, PurposeSentence][]),
    issuers: issuers.map((issuer) => ({
      issuer: issuer.issuer,
      jwks: issuer.jwks.includes('://')
        ? { url: issuer.jwks }
        : { file: resolve(dirname(file), issuer.jwks) },
      agencies: new Set(issuer.agencies),
    })),
    aliases: new Map(
      agencies.flatMap(([id, { aliases = [] }]) => aliases.map((alias) => [alias, id] as const)),
    ),
    dataProtectionContacts: new Map(agencies.map(([id, agency]) => [id, agency.dataProtectionContact])),
  };
}

function toAgency(id: string, { name, units, regions, subjectAccess = false }: AgencyDocument): Agency {
  return {
    id,
    name,
    ...(units === undefined ? {} : { units }),
    ...(regions === undefined ? {} : { regions }),
    isSubjectAccess: subjectAccess,
  };
}

function toGroup(id: string, { name, members }: GroupDocument, everyone: readonly string[]): Group {
  return { id, name, members: members === 'all' ? everyone : members };
}
