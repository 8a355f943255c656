import type {
  CrossingDocument,
  DeferredApplicationDocument,
  PassportDocument,
} from '../../../subgraphs/immigration/models.ts';
import { dayText, instantOf } from '../calendar.ts';
import { projectLinks } from '../links.ts';
import type { Person } from '../people/person.ts';
import type { Sources } from '../people/sources.ts';

/** What Imigrasi has of a person. */
export interface ImmigrationDocuments {
  readonly passports: readonly PassportDocument[];
  readonly crossings: readonly CrossingDocument[];
  readonly deferredApplications: readonly DeferredApplicationDocument[];
}

/** Makes the passports, crossings and deferred applications of a person. */
export function immigrationDocuments({ ids }: Sources, person: Person): ImmigrationDocuments {
  const { slot, id: citizenId, documents } = person;
  const links = projectLinks(person.links, 'immigration');
  return {
    passports: documents.map(({ number, kind, issuedOn, expiry, status }, index) => ({
      _id: ids('passport', slot, index),
      citizenId,
      number,
      kind,
      issuedAt: dayText(issuedOn),
      expiry: dayText(expiry),
      status,
      links,
    })),
    crossings: person.crossings.map(({ direction, day, minute, port, country }, index) => ({
      _id: ids('crossing', slot, index),
      citizenId,
      direction,
      at: instantOf(day, minute),
      port,
      document: documents[0].number,
      destination: country,
      links,
    })),
    deferredApplications: person.deferrals.map(({ day, office, reason }, index) => ({
      _id: ids('deferredApplication', slot, index),
      citizenId,
      date: dayText(day),
      office,
      reason,
      links,
    })),
  };
}
