import { type ConsularCaseDocument, coarseCaseCategory } from '../../../subgraphs/consular/case-document.ts';
import type { CountryDocument, MissionDocument } from '../../../subgraphs/consular/models.ts';
import type { SelfReportDocument } from '../../../subgraphs/consular/self-report-document.ts';
import { instantOf } from '../calendar.ts';
import type { Committee } from '../committees.ts';
import { readTable } from '../data-file.ts';
import { projectLinks } from '../links.ts';
import type { Person } from '../people/person.ts';
import type { Sources } from '../people/sources.ts';

/** A person's newest self-report; undefined when there is none. */
export function selfReportDocument({ ids }: Sources, person: Person): SelfReportDocument | undefined {
  const { slot, id, stay, committee, documents, links } = person;
  if (!stay || !committee) return undefined;
  return {
    _id: ids('selfReport', slot),
    citizenId: id,
    status: stay.status,
    mission: committee.missionCode,
    country: committee.country,
    cityAbroad: stay.city,
    addressAbroad: stay.address,
    phoneAbroad: stay.phone,
    passportNumber: documents[0].number,
    stayPermitType: stay.permitType,
    ...(stay.permitNumber === undefined ? {} : { stayPermitNo: stay.permitNumber }),
    purposeOfStay: stay.purpose,
    emergencyContact: stay.emergencyContact,
    links: projectLinks(links, 'consular'),
  };
}

/** A person's case; undefined when there is none. */
export function consularCaseDocument({ ids }: Sources, person: Person): ConsularCaseDocument | undefined {
  const { slot, id, consularCase: facts, committee, links } = person;
  if (!facts || !committee) return undefined;
  return {
    _id: ids('consularCase', slot),
    citizenId: id,
    coarseCategory: coarseCaseCategory(facts.category),
    category: facts.category,
    status: facts.status,
    mission: committee.missionCode,
    country: committee.country,
    openedAt: instantOf(facts.openedOn, facts.openedAtMinute),
    ...(facts.criminalDetail === undefined ? {} : { criminalDetail: facts.criminalDetail }),
    traffickingVictim: facts.isTraffickingVictim,
    narrative: facts.narrative,
    narrativeForPerson: facts.narrativeForPerson,
    links: projectLinks(links, 'consular'),
  };
}

const kindNames = {
  KBRI: 'Kedutaan Besar Republik Indonesia',
  KJRI: 'Konsulat Jenderal Republik Indonesia',
  KRI: 'Konsulat Republik Indonesia',
  KDEI: 'Kantor Dagang dan Ekonomi Indonesia',
} as const;
/** Countries that a mission serves besides its own: Macau is published, the others are a modelling choice. */
const alsoServes: Readonly<Record<string, readonly string[]>> = {
  'KJRI-HONG-KONG': ['MO'],
  'KBRI-HARARE': ['ZM'],
  'KBRI-COLOMBO': ['MV'],
};

/** The missions where the committees sat. The Taipei office is the Ministry of Trade's. */
export function missionDocuments(committees: readonly Committee[]): readonly MissionDocument[] {
  return committees.map(({ missionCode, missionKind, city, country }) => ({
    _id: missionCode,
    name: `${kindNames[missionKind]}, ${city}`,
    kind: missionKind,
    city,
    country,
    parentAgency: missionKind === 'KDEI' ? 'Ministry of Trade' : 'Kemlu',
    jurisdiction: [country, ...(alsoServes[missionCode] ?? [])],
  }));
}

/**
 * The countries and territories that the data name: ISO 3166-1 codes with names in English and Indonesian, as the package
 * i18n-iso-countries 7.14.0 (MIT) has them, some shortened.
 */
export function countryDocuments(): readonly CountryDocument[] {
  return readTable<'alpha2' | 'alpha3' | 'numeric' | 'name' | 'nameId'>('countries.csv').map(
    ({ alpha2, ...rest }) => ({ _id: alpha2, ...rest }),
  );
}
