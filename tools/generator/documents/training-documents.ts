import type { TrainingDocument } from '../../../subgraphs/training/models.ts';
import { dayText } from '../calendar.ts';
import { projectLinks } from '../links.ts';
import type { Person } from '../people/person.ts';
import type { Sources } from '../people/sources.ts';

/** The courses of a person. */
export function trainingDocuments({ ids }: Sources, person: Person): readonly TrainingDocument[] {
  const { slot, id, identity, trainings, links } = person;
  return trainings.map((facts, index) => {
    const { institution, result, disabilityAid, certificate } = facts;
    return {
      _id: ids('training', slot, index),
      citizenId: id,
      originRegency: identity.origin.code,
      institution: institution._id,
      ...(institution.association ? { association: institution.association } : {}),
      consent: facts.hasConsent,
      institutionRegion: institution.region,
      programme: facts.programme,
      sector: facts.sector,
      from: dayText(facts.from),
      until: dayText(facts.until),
      ...(result ? { result } : {}),
      ...(disabilityAid ? { disabilityAid } : {}),
      ...(certificate
        ? {
            certificate: {
              ...certificate,
              from: dayText(certificate.from),
              until: dayText(certificate.until),
            },
          }
        : {}),
      links: projectLinks(links, 'training'),
    };
  });
}
