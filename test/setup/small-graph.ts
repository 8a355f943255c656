import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { expect } from 'vitest';
import type { Agency, Participants } from '../../gateway/access/agency.ts';
import {
  type Agreement,
  type Clause,
  type Mask,
  PURPOSES,
  type RowRule,
} from '../../gateway/access/agreement.ts';
import type { Decision, Denied } from '../../gateway/access/decision.ts';
import type { Question } from '../../gateway/access/question.ts';
import { compileView, type View } from '../../gateway/access/view.ts';
import { composeSupergraph } from '../../gateway/composition/compose-supergraph.ts';
import { readSupergraph } from '../../gateway/composition/read-supergraph.ts';

/** What every subgraph's schema begins with. */
export const SHARED_SDL = readFileSync(
  join(import.meta.dirname, '../../subgraphs/shared/shared.graphql'),
  'utf8',
);

/** The schemas of a graph that is small and has all that makes access hard. */
export const SMALL_SDL = {
  civil: `
    type Query {
      citizens(first: Int = 20, after: String, filter: CitizenFilter): CitizenConnection
      citizen(id: ID @reads(coordinates: ["Citizen.id"]), nik: NIK @reads(coordinates: ["Citizen.nik"])): Citizen
      households(filters: [[CitizenFilter!]]): [[Citizen]]
      search(text: String @reads(coordinates: ["Citizen.fullName"]), kind: Sex): [Found]
      parties(first: Int = 5): [Party]
      regions: [Region!]
    }
    interface Party {
      id: ID! @classified(as: GENERAL)
      label: String @classified(as: GENERAL)
      members(first: Int = 10, filter: CitizenFilter): [Party!] @classified(as: GENERAL)
    }
    type Citizen implements Party @key(fields: "id") @classified(as: GENERAL) {
      id: ID!
      label: String
      members(first: Int = 10, filter: CitizenFilter): [Party!]
      nik: NIK @classified(as: IDENTIFIER)
      fullName: String
      sex: Sex
      life: Period
      names: [[String]]
      parent: Citizen
      ageOn(date: Date!, shifts: [DateRangeInput!]): Int
      home: Region
      lifeYears(unit: Int): Int @reduced(from: "life", mask: "year")
    }
    type Agent implements Party @key(fields: "id") @classified(as: OPERATIONAL) {
      id: ID!
      label: String
      members(first: Int = 10, filter: CitizenFilter): [Party!]
      licence: String
      office: Office
    }
    type Office @classified(as: OPERATIONAL) {
      address: String
      region: Region
      headcount: Int @reduced(from: "Citizen.parent", mask: "countPerPollingPoint")
    }
    union Found = Citizen | Agent | Region
    type Region @key(fields: "code") @classified(as: PUBLIC) {
      code: RegionCode!
      name: String
      parent: Region
    }
    type CitizenConnection @structure {
      edges: [CitizenEdge!]!
      nodes: [Citizen!]!
      pageInfo: PageInfo!
      totalCount: Int!
    }
    type CitizenEdge @structure { cursor: String! node: Citizen! }
    enum Sex { FEMALE MALE }
    input CitizenFilter {
      nik: NIK @reads(coordinates: ["Citizen.nik"])
      fullNameStartsWith: String @reads(coordinates: ["Citizen.fullName"])
      sex: Sex @reads(coordinates: ["Citizen.sex"])
      born: DateRangeInput @reads(coordinates: ["Citizen.life"])
      limit: Int = 7
      and: [CitizenFilter!]
      grid: [[CitizenFilter]]
    }`,
  ministry: `
    type Query {
      workers(first: Int = 20, filter: WorkerFilter): WorkerConnection
      worker(id: ID! @reads(coordinates: ["Worker.id"])): Worker
    }
    type Mutation {
      moveWorker(id: ID! @reads(coordinates: ["Worker.id"]), status: WorkerStatus!): Worker
      openComplaint(input: ComplaintInput!): Worker
    }
    type Worker @key(fields: "id") @classified(as: OPERATIONAL) {
      id: ID!
      citizen: Citizen
      status: WorkerStatus
      placements: [Placement!]
      placed: Boolean @reduced(from: "status", mask: "placed")
    }
    type Placement @classified(as: OPERATIONAL) {
      country: CountryCode
      wage: Wage @classified(as: SPECIFIC)
      validity: Period
    }
    type Wage @structure { amount: Float currency: String }
    type Citizen @key(fields: "id") @classified(as: GENERAL) { id: ID! worker: Worker }
    type WorkerConnection @structure { nodes: [Worker!]! pageInfo: PageInfo! totalCount: Int! }
    enum WorkerStatus { READY PLACED RETURNED }
    input WorkerFilter {
      statusIn: [WorkerStatus!] @reads(coordinates: ["Worker.status"])
      countryIn: [CountryCode!] @reads(coordinates: ["Placement.country"])
    }
    input ComplaintInput { worker: ID! details: [ComplaintDetail!] }
    input ComplaintDetail { text: String urgent: Boolean }`,
  training: `
    type Query { trainings(first: Int = 20): [Training!] }
    type Training @key(fields: "id") @classified(as: OPERATIONAL) {
      id: ID!
      citizen: Citizen
      programme: String
      dates: Period
    }
    type Citizen @key(fields: "id") @classified(as: GENERAL) {
      id: ID!
      trainings(first: Int = 20): [Training!]
    }`,
} as const;

/** Composes schemas, each after what all subgraphs share, and gives the supergraph. @throws Error with what is wrong. */
export function composeSmall(subgraphs: Readonly<Record<string, string>>): string {
  const composition = composeSupergraph(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      typeDefs: parse(`${SHARED_SDL}\n${sdl}`),
    })),
  );
  if (composition.kind === 'failed') throw new Error(composition.errors.join('\n'));
  return composition.supergraphSdl;
}

export const smallSupergraphSdl = composeSmall(SMALL_SDL);
export const smallGraph = readSupergraph(smallSupergraphSdl);

function agency(id: string, details: Partial<Agency> = {}): Agency {
  return { id, name: id, isSubjectAccess: false, ...details };
}

/** Who takes part: three providers, one of them a group, and consumers with units, in groups and alone. */
export const participants: Participants = {
  agencies: new Map(
    [
      agency('dukcapil'),
      agency('kp2mi'),
      agency('kemlu', { units: { kind: 'mission', codes: ['KBRI-ROMA', 'KJRI-DUBAI'] } }),
      agency('dki-jakarta', { regions: ['31'] }),
      agency('bontang', { regions: ['64.74'] }),
      agency('citizen', { isSubjectAccess: true }),
    ].map((each) => [each.id, each]),
  ),
  groups: new Map([
    ['pemda', { id: 'pemda', name: 'Regional governments', members: ['dki-jakarta', 'bontang'] }],
  ]),
  providers: new Map([
    ['civil', 'dukcapil'],
    ['ministry', 'kp2mi'],
    ['training', 'pemda'],
  ]),
};

/** An agency of `participants`. */
export function agencyOf(id: string): Agency {
  const found = participants.agencies.get(id);
  if (!found) throw new Error(`No agency ${id} takes part.`);
  return found;
}

/** Kemlu itself asks on 15 June 2026 for a protection case, unless told otherwise. */
export function ask(details: Partial<Question> = {}): Question {
  return {
    consumer: agencyOf('kemlu'),
    holder: 'agency',
    purpose: 'PROTECTION_CASE',
    today: '2026-06-15',
    ...details,
  };
}

/** A clause written as plain data. */
export type ClauseSketch = Partial<Omit<Clause, 'allow' | 'mask' | 'inputs' | 'rows'>> & {
  readonly allow?: Readonly<Record<string, readonly string[]>>;
  readonly mask?: Readonly<Record<string, Readonly<Record<string, Mask>>>>;
  readonly inputs?: Readonly<Record<string, readonly string[]>>;
  readonly rows?: Readonly<Record<string, RowRule>>;
};

/** A clause for the agency itself and every purpose, unless told otherwise. */
export function clauseOf({ allow = {}, mask = {}, inputs = {}, rows = {}, ...rest }: ClauseSketch): Clause {
  return {
    id: 'c1',
    holder: 'agency',
    purposes: PURPOSES,
    ...rest,
    allow: new Map(Object.entries(allow)),
    mask: new Map(Object.entries(mask).map(([type, fields]) => [type, new Map(Object.entries(fields))])),
    inputs: new Map(Object.entries(inputs)),
    rows: new Map(Object.entries(rows)),
  };
}

/** A signed agreement of 2026 by which Dukcapil gives to Kemlu, unless told otherwise. */
export function agreementOf(clauses: readonly ClauseSketch[], details: Partial<Agreement> = {}): Agreement {
  return {
    id: 'X1',
    version: '0'.repeat(64),
    title: 'An agreement',
    provider: 'dukcapil',
    consumer: 'kemlu',
    basis: [{ instrument: 'A law' }],
    status: 'signed',
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
    contact: 'office@dukcapil.invalid',
    ...details,
    clauses: clauses.map(clauseOf),
  };
}

/** Agreements by which every provider gives everything to one consumer. */
export function everythingFor(consumer: string): readonly Agreement[] {
  return ['dukcapil', 'kp2mi', 'pemda'].map((provider) =>
    agreementOf([{ allow: { '*': ['*'] }, inputs: { '*': ['*'] } }], {
      id: `all-${provider}`,
      provider,
      consumer,
    }),
  );
}

/** Agreements by which every provider lets the others be sent whatever a plan needs. */
export const everyJoin: readonly Agreement[] = [...new Set(participants.providers.values())].flatMap(
  (provider, _, all) =>
    all
      .filter((recipient) => recipient !== provider)
      .map((recipient) =>
        agreementOf([{ id: 'joins', holder: 'subgraph', purposes: PURPOSES, allow: { '*': ['*'] } }], {
          id: `joins-${provider}-${recipient}`,
          provider,
          consumer: recipient,
        }),
      ),
);

/**
 * The view that these agreements give on the small graph.
 *
 * @param version names the agreements: what is kept under a view's key is not to be found under another's.
 */
export function viewOf(agreements: readonly Agreement[], question: Question = ask(), version = 'v1'): View {
  return compileView(smallGraph, participants, agreements, question, version);
}

/** Expects that the coordinate is given whole, and these details of the decision. */
export function expectAllowed(decision: Decision, details: Partial<Decision> = {}): void {
  expect(decision).toMatchObject({ kind: 'allowed', ...details });
}

/** Expects that the coordinate is given under this mask. */
export function expectMasked(decision: Decision, mask: Mask, details: Partial<Decision> = {}): void {
  expect(decision).toMatchObject({ kind: 'masked', mask, ...details });
}

/** Expects that the coordinate is not given, for this reason, and that something is to be done. */
export function expectDenied(
  decision: Decision,
  reason: Denied['reason'],
  details: Partial<Denied> = {},
): void {
  expect(decision).toMatchObject({ kind: 'denied', reason, ...details });
  expect((decision as Denied).remedy).toMatch(/^\S.+\.$/);
}
