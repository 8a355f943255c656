import type { CitizenDocument, RegionDocument } from '../../../subgraphs/civil/models.ts';
import { dayText } from '../calendar.ts';
import { projectLinks } from '../links.ts';
import type { Person } from '../people/person.ts';
import { provinces, regencies } from '../regions.ts';

/** A person as the population register has it. */
export function citizenDocument({ id, identity, documents, links }: Person): CitizenDocument {
  const { nik, email, origin } = identity;
  return {
    _id: id,
    ...(nik === undefined ? {} : { nik }),
    nkk: identity.nkk,
    passport: documents[0].number,
    fullName: identity.fullName,
    sex: identity.sex,
    birthPlace: identity.birthPlace,
    birthDate: dayText(identity.birthDay),
    maritalStatus: identity.maritalStatus,
    originProvince: origin.province,
    originRegency: origin.code,
    originDistrict: identity.district,
    originAddress: identity.address,
    phone: identity.phone,
    ...(email === undefined ? {} : { email }),
    links: projectLinks(links, 'civil'),
  };
}

/** The provinces and regencies. */
export function regionDocuments(): readonly RegionDocument[] {
  return [
    ...provinces.map(({ code, name }) => ({ _id: code, name, level: 'PROVINCE' as const })),
    ...regencies.map(({ code, name, province }) => ({
      _id: code,
      name,
      level: 'REGENCY' as const,
      parent: province,
    })),
  ];
}
