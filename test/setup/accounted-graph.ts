import type { Participants } from '../../gateway/access/agency.ts';
import type { Agreement } from '../../gateway/access/agreement.ts';
import { compileView, type View } from '../../gateway/access/view.ts';
import { readSupergraph } from '../../gateway/composition/read-supergraph.ts';
import { startResolvedFederation } from './federated/local-federation.ts';
import { agreementOf, type ClauseSketch, SHARED_SDL } from './small-graph.ts';

/** A person of the data. */
interface Person {
  readonly id: string;
}

const people = ['ani', 'budi', 'citra', 'dewi'];
const idOf = (agency: string) => (name: string) => `${agency}:${name}`;
const personAt = (agency: string) => (name: string) => ({ __typename: 'Citizen', id: idOf(agency)(name) });
/** Every second person is a worker, once or twice. */
const workersAt = (name: string) => people.indexOf(name) % 2 === 0;
const nameOf = ({ id }: Person) => id.split(':')[1] ?? '';

/** Persons, their work, and reference data, of three agencies that are called like their subgraphs; one has two. */
export const accountedFederation = startResolvedFederation({
  civil: {
    sdl: `${SHARED_SDL}
      type Query { citizens(ids: [ID!] @pairwise): [Citizen] page: Page things: [Thing] nobody: Citizen regions: [Region] }
      type Page @structure { nodes: [Citizen!]! total: Int }
      type Citizen implements Named @key(fields: "id") @about(person: "id") @classified(as: GENERAL) {
        id: ID! @pairwise name: String nik: String @classified(as: IDENTIFIER) label: String home: Region parent: Citizen
        born: Born house: House
      }
      type Born @structure { year: Int region: Region }
      type House @classified(as: GENERAL) { street: String owner: Citizen }
      type Region implements Named @key(fields: "code") @classified(as: PUBLIC) { code: ID! name: String label: String }
      interface Named { label: String @classified(as: GENERAL) }
      union Thing = Citizen | Region`,
    resolvers: {
      Query: {
        citizens: (_: unknown, { ids }: { ids?: readonly string[] }) =>
          (ids ?? people.map(idOf('civil'))).map((id) => (people.includes(nameOf({ id })) ? { id } : null)),
        page: () => ({ nodes: people.map(personAt('civil')), total: people.length }),
        things: () => [personAt('civil')('ani'), { __typename: 'Region', code: '31' }, null],
        nobody: () => null,
        regions: () => [{ code: '31' }, { code: '35' }],
      },
      Citizen: {
        __resolveReference: ({ id }: Person) => ({ id }),
        name: (person: Person) => nameOf(person),
        nik: (person: Person) => `nik of ${nameOf(person)}`,
        label: (person: Person) => nameOf(person),
        home: (person: Person) => (nameOf(person) === 'dewi' ? null : { code: '31' }),
        parent: (person: Person) => (nameOf(person) === 'ani' ? { id: 'civil:dewi' } : null),
        born: () => ({ year: 1990, region: { code: '35' } }),
        house: (person: Person) => ({ of: person }),
      },
      House: { street: () => 'Jalan', owner: ({ of }: { of: Person }) => of },
      Region: {
        __resolveReference: ({ code }: { code: string }) => ({ code }),
        name: ({ code }: { code: string }) => `region ${code}`,
        label: ({ code }: { code: string }) => code,
      },
      Thing: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      Named: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    },
  },
  work: {
    sdl: `${SHARED_SDL}
      type Query { workers: [Worker] }
      type Mutation { hire(worker: ID! @pairwise): Worker }
      type Citizen @key(fields: "id") @about(person: "id") @classified(as: GENERAL) {
        id: ID! @pairwise worker: Worker nik: String @federation__external checked: String @federation__requires(fields: "nik")
      }
      type Worker @key(fields: "id") @about(person: "citizen.id") @classified(as: OPERATIONAL) {
        id: ID! @pairwise citizen: Citizen status: String contracts: [Contract]
      }
      type Contract @key(fields: "number") @classified(as: OPERATIONAL) { number: ID! wage: Int country: Region }
      type Region @key(fields: "code", resolvable: false) @classified(as: PUBLIC) { code: ID! }`,
    resolvers: {
      Query: { workers: () => people.filter(workersAt).map((name) => ({ id: `work:w-${name}`, name })) },
      Mutation: { hire: (_: unknown, { worker }: { worker: string }) => ({ id: worker, name: 'budi' }) },
      Citizen: {
        __resolveReference: (person: Person) => person,
        checked: ({ nik }: Person & { nik?: string }) => nik?.length,
        worker: (person: Person) =>
          workersAt(nameOf(person)) ? { id: `work:w-${nameOf(person)}`, name: nameOf(person) } : null,
      },
      Worker: {
        citizen: ({ name }: { name: string }) => personAt('work')(name),
        status: () => 'ACTIVE',
        contracts: ({ name }: { name: string }) => [{ number: `${name}-1` }, { number: `${name}-2` }],
      },
      Contract: { wage: () => 7, country: () => ({ code: '35' }) },
    },
  },
  tax: {
    sdl: `${SHARED_SDL}
      type Citizen @key(fields: "id") @about(person: "id") @classified(as: SPECIFIC) { id: ID! @pairwise tax: Int }`,
    resolvers: { Citizen: { __resolveReference: ({ id }: Person) => ({ id }), tax: () => 3 } },
  },
  bank: {
    sdl: `${SHARED_SDL}
      type Contract @key(fields: "number") @classified(as: OPERATIONAL) { number: ID! paid: Int }`,
    resolvers: {
      Contract: {
        __resolveReference: ({ number }: { number: string }) => ({ number }),
        paid: ({ number }: { number: string }) => number.length,
      },
    },
  },
});

export const accountedGraph = readSupergraph(accountedFederation.supergraphSdl);

const PROVIDERS = ['civil', 'work', 'bank'] as const;
const participants: Participants = {
  agencies: new Map([...PROVIDERS, 'asker'].map((id) => [id, { id, name: id, isSubjectAccess: false }])),
  groups: new Map(),
  providers: new Map([...PROVIDERS.map((name) => [name, name] as const), ['tax', 'civil']]),
};

const ALL: ClauseSketch = { id: 'all', allow: { '*': ['*'] }, inputs: { '*': ['*'] } };

/** Agreements by which the agencies may send each other whatever a plan needs. */
const joins: readonly Agreement[] = PROVIDERS.flatMap((provider) =>
  PROVIDERS.filter((recipient) => recipient !== provider).map((recipient) =>
    agreementOf([{ id: 'join', holder: 'subgraph', allow: { '*': ['*'] } }], {
      id: `K-${provider}-${recipient}`,
      provider,
      consumer: recipient,
    }),
  ),
);

/** The view of an agency that may read everything, or of some agencies only what these clauses say. */
export function accountedView(
  clauses: Partial<Record<(typeof PROVIDERS)[number], readonly ClauseSketch[]>> = {},
  consumer = 'asker',
): View {
  const given = PROVIDERS.map((provider) =>
    agreementOf(clauses[provider] ?? [ALL], { id: `Z-${provider}`, provider, consumer }),
  );
  const agency = participants.agencies.get(consumer);
  if (!agency) throw new Error(`No agency is called ${consumer}.`);
  const question = {
    consumer: agency,
    holder: 'agency',
    purpose: 'PROTECTION_CASE',
    today: '2026-06-15',
  } as const;
  return compileView(accountedGraph, participants, [...given, ...joins], question, 'v1');
}
