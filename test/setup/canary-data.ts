import type { CitizenDocument } from '../../subgraphs/civil/models.ts';
import type { ConsularCaseDocument } from '../../subgraphs/consular/case-document.ts';
import type { SelfReportDocument } from '../../subgraphs/consular/self-report-document.ts';
import type { VoterDocument } from '../../subgraphs/electoral/voter-document.ts';
import type {
  CrossingDocument,
  DeferredApplicationDocument,
  PassportDocument,
} from '../../subgraphs/immigration/models.ts';
import type { WorkerDocument } from '../../subgraphs/ministry/worker-document.ts';
import type { FindingDocument } from '../../subgraphs/oversight/finding-document.ts';
import type { TrainingDocument } from '../../subgraphs/training/models.ts';
import { CHECK, CHECK_ROWS } from './canary-check.ts';
import { storedId } from './test-ids.ts';

/** A cell whose stored text stands nowhere else in the data set. Ids are none: each agency has its own. */
export interface CanaryCell {
  readonly text: string;
  /** `Type.field` whose value it is. */
  readonly coordinate: string;
  /** Type of the row that holds it, as row filters name it. */
  readonly rowType: string;
  readonly person: CanaryPerson;
}

/** Somebody with a row of every kind, and what row filters look at. */
export interface CanaryPerson {
  /** Spine form of the id, which is another in every database and for every agency. */
  readonly spine: string;
  readonly name: string;
  readonly links: readonly string[];
  readonly originRegency: string;
  readonly mission: string;
  readonly ppln: string;
  readonly association: 'hipki' | 'pelita';
  readonly consent: boolean;
  /** What the finding about the person is about: a row, or that there is none. */
  readonly subject: 'VOTER' | 'PERSON';
}

/** The documents of the data set, by database and collection, and every cell that can be told by its text. */
export interface CanaryData {
  readonly persons: readonly CanaryPerson[];
  readonly cells: readonly CanaryCell[];
  readonly documents: ReadonlyMap<string, ReadonlyMap<string, readonly object[]>>;
}

const INSIDE_LINKS = ['kp2mi', 'kemlu', 'kemlu:KBRI-KUALA-LUMPUR', 'kpu', 'kpu:990501', 'bawaslu'] as const;

/** One person inside every agreement per region that signed one, and one outside of all. */
const PERSONS: readonly CanaryPerson[] = [
  { name: 'jakarta', originRegency: '31.71', association: 'hipki' },
  { name: 'bontang', originRegency: '64.74', association: 'pelita' },
  { name: 'flores', originRegency: '53.06', association: 'hipki' },
  { name: 'probolinggo', originRegency: '35.13', association: 'pelita' },
  { name: 'jember', originRegency: '35.09', association: 'hipki' },
].map((person, index): CanaryPerson => {
  const association = person.association as 'hipki' | 'pelita';
  return {
    ...person,
    spine: spineId('P', index),
    association,
    consent: true,
    subject: person.name === 'jember' ? 'PERSON' : 'VOTER',
    mission: 'KBRI-KUALA-LUMPUR',
    ppln: '990501',
    links: [...INSIDE_LINKS, association],
  };
});

const OUTSIDER: CanaryPerson = {
  spine: spineId('P', 9),
  name: 'outsider',
  links: [],
  originRegency: '33.01',
  mission: 'KJRI-HONG-KONG',
  ppln: '992001',
  association: 'hipki',
  consent: false,
  subject: 'VOTER',
};

/** Makes the data set. The same at every call. */
export function createCanaryData(): CanaryData {
  const persons = [...PERSONS, OUTSIDER];
  const cells: CanaryCell[] = [];
  const documents = new Map<string, Map<string, object[]>>();
  let serial = 0;

  function store(database: string, collection: string, document: object): void {
    const collections = documents.get(database) ?? new Map<string, object[]>();
    collections.set(collection, [...(collections.get(collection) ?? []), document]);
    documents.set(database, collections);
  }

  persons.forEach((person, index) => {
    const cell = (rowType: string, coordinate: string, text: string): string => {
      cells.push({ text, coordinate, rowType, person });
      return text;
    };
    const words = (rowType: string, coordinate: string): string => {
      serial += 1;
      return cell(rowType, coordinate, `canary${String(serial).padStart(4, '0')}x`);
    };
    const digits = (rowType: string, coordinate: string, prefix: string, length: number): string => {
      serial += 1;
      return cell(rowType, coordinate, `${prefix}${String(serial).padStart(length, '0')}`);
    };
    /** Days that no other cell has; every person gets a month of their own. */
    const day = (rowType: string, coordinate: string, year: number): string => {
      serial += 1;
      const date = new Date(Date.UTC(year, 0, 1 + (serial % 365))).toISOString().slice(0, 10);
      return cell(rowType, coordinate, date);
    };

    const { links } = person;
    const citizenId = storedId('immigration', person);
    store('civil', 'citizens', citizenOf(person, index, { cell, words, digits, day }));
    store('ministry', 'workers', workerOf(person, index, { cell, words, digits, day }));
    store('consular', 'selfreports', selfReportOf(person, index, { cell, words, digits, day }));
    store('consular', 'consularcases', caseOf(person, index, { cell, words, digits, day }));
    store('training', 'trainings', trainingOf(person, index, { cell, words, digits, day }));
    store('electoral', 'voters', voterOf(person, index, { cell, words, digits, day }));
    store('oversight', 'findings', findingOf(person, index, { cell, words, digits, day }));
    store('immigration', 'passports', {
      _id: recordId('immigration', 'A', index),
      citizenId,
      number: digits('Passport', 'Passport.number', 'Z', 7),
      kind: 'ELECTRONIC_48',
      issuedAt: '2022-01-01',
      expiry: day('Passport', 'Passport.expiry', 2031),
      status: 'VALID',
      links,
    } satisfies PassportDocument);
    store('immigration', 'crossings', {
      _id: recordId('immigration', 'X', index),
      citizenId,
      direction: 'OUT',
      at: new Date(`${day('Crossing', 'Crossing.at', 2019)}T05:00:00Z`),
      port: words('Crossing', 'Crossing.port'),
      document: `Z99${String(index).padStart(5, '0')}`,
      destination: 'MY',
      links,
    } satisfies CrossingDocument);
    store('immigration', 'deferredapplications', {
      _id: recordId('immigration', 'D', index),
      citizenId,
      date: '2021-05-05',
      office: 'Jakarta Pusat',
      reason: 'SUSPECTED_NON_PROCEDURAL',
      links,
    } satisfies DeferredApplicationDocument);
  });

  for (const [database, collection, document] of REFERENCES) store(database, collection, document);
  return { persons, cells, documents };
}

interface Maker {
  readonly cell: (rowType: string, coordinate: string, text: string) => string;
  readonly words: (rowType: string, coordinate: string) => string;
  readonly digits: (rowType: string, coordinate: string, prefix: string, length: number) => string;
  readonly day: (rowType: string, coordinate: string, year: number) => string;
}

/** Spine forms that can be told by their text; `kind` tells the collections apart. */
function spineId(kind: string, index: number): string {
  return `canary-${kind}-${String(index).padStart(7, '0')}`;
}

/** The id of the nth record of a kind as the database of a subgraph has it. */
function recordId(subgraph: string, kind: string, index: number): string {
  return storedId(subgraph, { spine: spineId(kind, index) });
}

function citizenOf(
  person: CanaryPerson,
  index: number,
  { cell, words, digits, day }: Maker,
): CitizenDocument {
  const birthDate = day('Citizen', 'Citizen.birthDate', 1985);
  const [year = '', month = '', dayOfMonth = ''] = birthDate.split('-');
  const woman = String(Number(dayOfMonth) + 40);
  const nik = `${person.originRegency.replace('.', '')}01${woman}${month}${year.slice(2)}${9000 + index}`;
  return {
    _id: storedId('civil', person),
    nik: cell('Citizen', 'Citizen.nik', nik),
    nkk: digits('Citizen', 'Citizen.nkk', '319999', 10),
    passport: `ZC${String(index).padStart(6, '0')}`,
    fullName: words('Citizen', 'Citizen.fullName'),
    sex: 'F',
    birthPlace: words('Citizen', 'Citizen.birthPlace'),
    birthDate,
    maritalStatus: 'MARRIED',
    originProvince: person.originRegency.slice(0, 2),
    originRegency: person.originRegency,
    originDistrict: words('Citizen', 'Citizen.originDistrict'),
    originAddress: words('Citizen', 'Citizen.originAddress'),
    phone: digits('Citizen', 'Citizen.phone', '+6280', 9),
    email: `${words('Citizen', 'Citizen.email')}@mail.example`,
    links: person.links,
  };
}

function workerOf(person: CanaryPerson, index: number, { words, digits, day }: Maker): WorkerDocument {
  const text = (coordinate: string) => words('Worker', coordinate);
  return {
    _id: recordId('ministry', 'W', index),
    citizenId: storedId('ministry', person),
    originRegency: person.originRegency,
    status: 'RETURNED',
    education: 'SMA_SMK',
    healthFit: true,
    biometricRef: text('Worker.biometricRef'),
    familyContact: digits('Worker', 'Worker.familyContact', '+6281', 9),
    placements: [
      {
        registeredAt: '2017-05-01',
        scheme: 'P_TO_P',
        destinationCountry: 'MY',
        destinationCity: text('Placement.destinationCity'),
        sector: 'DOMESTIC',
        occupation: text('Placement.occupation'),
        p3mi: 'SIP3MI-TEST-1',
        employerName: text('Placement.employerName'),
        employerAddress: text('Placement.employerAddress'),
        departureDate: day('Worker', 'Placement.departureDate', 2018),
        returnDate: day('Worker', 'Placement.returnDate', 2024),
        returnReason: 'CONTRACT_ENDED',
        contract: {
          signedAt: '2017-06-01',
          from: '2018-01-01',
          until: '2020-01-01',
          wageAmount: 1500,
          wageCurrency: 'MYR',
          wageBand: 3,
          workConditions: text('Contract.workConditions'),
        },
        insurance: {
          premium: 332_500,
          participantNo: digits('Worker', 'Insurance.participantNo', 'BPJS', 9),
          from: '2018-01-01',
          until: '2020-01-01',
        },
        preDeparture: { oppCompleted: true, oppDate: day('Worker', 'PreDeparture.oppDate', 2017) },
      },
    ],
    complaints: [
      {
        category: 'UNPAID_WAGE',
        status: 'SOLVED',
        narrative: text('Complaint.narrative'),
        narrativeForPerson: text('Complaint.narrativeForPerson'),
        at: '2019-05-05',
      },
    ],
    repatriations: [
      {
        date: day('Worker', 'Repatriation.date', 2023),
        country: 'MY',
        arrivalPort: text('Repatriation.arrivalPort'),
        cause: 'PROBLEM',
      },
    ],
    links: person.links,
  };
}

function selfReportOf(person: CanaryPerson, index: number, { words, digits }: Maker): SelfReportDocument {
  const text = (coordinate: string) => words('SelfReport', coordinate);
  return {
    _id: recordId('consular', 'S', index),
    citizenId: storedId('consular', person),
    status: 'VERIFIED',
    mission: person.mission,
    country: 'MY',
    cityAbroad: text('SelfReport.cityAbroad'),
    addressAbroad: text('SelfReport.addressAbroad'),
    phoneAbroad: digits('SelfReport', 'SelfReport.phoneAbroad', '+6082', 9),
    passportNumber: digits('SelfReport', 'SelfReport.passportNumber', 'Z', 7),
    stayPermitType: 'WORK_PERMIT',
    stayPermitNo: digits('SelfReport', 'SelfReport.stayPermitNo', 'PERMIT', 8),
    purposeOfStay: 'WORK',
    emergencyContact: text('SelfReport.emergencyContact'),
    links: person.links,
  };
}

function caseOf(person: CanaryPerson, index: number, { words, day }: Maker): ConsularCaseDocument {
  const text = (coordinate: string) => words('ConsularCase', coordinate);
  return {
    _id: recordId('consular', 'C', index),
    citizenId: storedId('consular', person),
    coarseCategory: 'LEGAL',
    category: 'CRIMINAL',
    status: 'OPEN',
    mission: person.mission,
    country: 'MY',
    openedAt: new Date(`${day('ConsularCase', 'ConsularCase.openedAt', 2022)}T03:00:00Z`),
    criminalDetail: text('ConsularCase.criminalDetail'),
    traffickingVictim: true,
    narrative: text('ConsularCase.narrative'),
    narrativeForPerson: text('ConsularCase.narrativeForPerson'),
    links: person.links,
  };
}

function trainingOf(person: CanaryPerson, index: number, { words, digits, day }: Maker): TrainingDocument {
  const text = (coordinate: string) => words('Training', coordinate);
  return {
    _id: recordId('training', 'T', index),
    citizenId: storedId('training', person),
    originRegency: person.originRegency,
    institution: 'LPK-TEST-1',
    association: person.association,
    consent: person.consent,
    institutionRegion: person.originRegency,
    programme: text('Training.programme'),
    sector: 'WELDING',
    from: day('Training', 'Training.dates', 2015),
    until: '2015-12-31',
    result: 'COMPETENT',
    disabilityAid: text('Training.disabilityAid'),
    certificate: {
      number: digits('Training', 'Certificate.number', '78425 8322 2 ', 7),
      scheme: text('Certificate.scheme'),
      kkniLevel: 2,
      from: day('Training', 'Certificate.validity', 2016),
      until: '2019-01-01',
    },
    links: person.links,
  };
}

function voterOf(person: CanaryPerson, index: number, { words, digits }: Maker): VoterDocument {
  return {
    _id: recordId('electoral', 'V', index),
    citizenId: storedId('electoral', person),
    registered: true,
    listStage: 'DPTLN',
    ppln: person.ppln,
    country: 'MY',
    method: 'TPSLN',
    pollingPoint: words('Voter', 'Voter.pollingPoint'),
    fullName: 'not a field of the graph',
    sex: 'F',
    birthDate: '1985-01-01',
    maritalStatus: 'MARRIED',
    addressAbroad: words('Voter', 'Voter.addressAbroad'),
    addressKey: `key-${index}`,
    addressCity: words('Voter', 'Voter.addressCity'),
    addressQuality: 'FULL',
    passportNumber: digits('Voter', 'Voter.passportNumber', 'Z', 7),
    passportExpiry: '2030-01-01',
    disabilityCode: 1,
    ktpElStatus: 'S',
    tmsCode: 4,
    attendance: 'DPT',
    onHomeList: false,
    postReturned: false,
  };
}

function findingOf(person: CanaryPerson, index: number, { words, day }: Maker): FindingDocument {
  const text = (coordinate: string) => words('Finding', coordinate);
  const isVoter = person.subject === 'VOTER';
  return {
    _id: recordId('oversight', 'F', index),
    election: 'PEMILU-2024',
    rule: text('Finding.rule'),
    ruleVersion: 1,
    firstCheck: CHECK,
    check: CHECK,
    subject: person.subject,
    ...(isVoter && { voterId: recordId('oversight', 'V', index), ppln: person.ppln }),
    citizenId: storedId('oversight', person),
    country: 'MY',
    ...(isVoter && { pollingPoint: text('Finding.pollingPoint') }),
    evidence: { token: text('Finding.evidence'), returnedMonth: text('Finding.workerEvidence') },
    state: 'ANSWERED',
    steps: [{ state: 'ANSWERED', at: new Date('2026-11-20T05:00:00Z'), code: 'UNDER_INQUIRY' }],
    foundAt: new Date(`${day('Finding', 'Finding.foundAt', 2025)}T03:00:00Z`),
  };
}

/** Public reference rows that the personal ones name. */
const REFERENCES: readonly (readonly [database: string, collection: string, document: object])[] = [
  ...['31', '33', '35', '53', '64'].map(
    (code) => ['civil', 'regions', { _id: code, name: `Province ${code}`, level: 'PROVINCE' }] as const,
  ),
  ...['31.71', '33.01', '35.09', '35.13', '53.06', '64.74'].map(
    (code) =>
      [
        'civil',
        'regions',
        { _id: code, name: `Regency ${code}`, level: 'REGENCY', parent: code.slice(0, 2) },
      ] as const,
  ),
  ['ministry', 'p3mi', { _id: 'SIP3MI-TEST-1', name: 'PT Uji Coba', province: '31' }],
  ...['KBRI-KUALA-LUMPUR', 'KJRI-HONG-KONG'].map(
    (code) =>
      [
        'consular',
        'missions',
        {
          _id: code,
          name: code,
          kind: code.slice(0, 4),
          city: code,
          country: 'MY',
          parentAgency: 'kemlu',
          jurisdiction: ['MY'],
        },
      ] as const,
  ),
  [
    'consular',
    'countries',
    { _id: 'MY', alpha3: 'MYS', numeric: '458', name: 'Malaysia', nameId: 'Malaysia' },
  ],
  [
    'training',
    'institutions',
    { _id: 'LPK-TEST-1', name: 'LPK Uji', kind: 'LPK', region: '31.71', association: 'hipki' },
  ],
  ...['990501', '992001'].map(
    (code) =>
      [
        'electoral',
        'ppln',
        {
          _id: code,
          name: code,
          missionKind: 'KBRI',
          city: code,
          country: 'MY',
          tpsln: 1,
          ksk: 0,
          pos: 0,
          capacity: { TPSLN: 1000, KSK: 500, POS: 500 },
        },
      ] as const,
  ),
  [
    'electoral',
    'elections',
    { _id: 'PEMILU-2024', name: 'Pemilu 2024', pollingDay: '2024-02-14', listFixedOn: '2023-06-21' },
  ],
  ...CHECK_ROWS,
];
