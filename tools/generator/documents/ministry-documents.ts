import type { P3miDocument } from '../../../subgraphs/ministry/models.ts';
import type { WorkerDocument } from '../../../subgraphs/ministry/worker-document.ts';
import { projectLinks } from '../links.ts';
import type { P3mi } from '../p3mi.ts';
import type { Person } from '../people/person.ts';
import type { Sources } from '../people/sources.ts';
import { phoneNumber, scatter } from '../people/synthetic-contact.ts';

/** A person as KP2MI has it; undefined for those whom it does not know. */
export function workerDocument({ ids }: Sources, person: Person): WorkerDocument | undefined {
  const { slot, id, identity, work, links } = person;
  if (!work) return undefined;
  return {
    _id: ids('worker', slot),
    citizenId: id,
    originRegency: identity.origin.code,
    status: work.status,
    education: work.education,
    healthFit: work.isHealthFit,
    biometricRef: `FP-${scatter(slot, 9)}`,
    familyContact: phoneNumber('relative', slot),
    placements: work.placements,
    complaints: work.complaints,
    repatriations: work.repatriations,
    links: projectLinks(links, 'ministry'),
  };
}

/** The licensed companies. */
export function p3miDocuments(companies: readonly P3mi[]): readonly P3miDocument[] {
  return companies.map(({ licence, name, province }) => ({ _id: licence, name, province }));
}
