import {
  buildASTSchema,
  buildSchema,
  type DocumentNode,
  GraphQLError,
  graphql,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type CryptoKey, type JWTPayload, jwtVerify } from 'jose';
import { createProblemAnswer } from '../../gateway/http/problem-answer.ts';
import { readJsonBody } from '../../gateway/http/read-json-body.ts';
import type { HttpAnswer, Route } from '../../gateway/http/route.ts';
import { createProblem } from '../../gateway/problem.ts';

const SDL = `
"Test data, made up."
type Query {
  "Workers abroad. Source: KP2MI."
  workers(first: Int = 20, filter: WorkerFilter): WorkerConnection
  "Consular cases. Source: Kemlu."
  consularCases(first: Int = 20): ConsularCaseConnection
  "Counts of a year."
  statistics(year: Int!): Statistics
}
enum WorkerStatus { ACTIVE RETURNED }
input WorkerFilter { statusIn: [WorkerStatus!] }
type WorkerConnection { totalCount: Int! nodes: [Worker!]! }
"A migrant worker. Source: KP2MI, SiskoP2MI."
type Worker {
  id: ID!
  "State of the worker's file. Source: KP2MI."
  status: String
  education: String
  placements: [Placement!]
  complaints: [Complaint!]
  repatriations: [Repatriation!]
  citizen: Citizen
}
type Placement {
  scheme: String
  destinationCountry: Country
  destinationCity: String
  sector: String
  occupation: String
  employerName: String
  departureDate: String
  contract: Contract
}
type Country { name: String }
type Contract { wage: Wage }
type Wage { amount: Float currency: String }
type Passport { number: String expiry: String status: String }
type Training { programme: String result: String }
type Complaint { category: String status: String }
type Repatriation { date: String arrivalPort: String cause: String }
type Citizen {
  fullName: String
  nik: String
  originDistrict: String
  passports: [Passport!]
  trainings: [Training!]
  consularCases: [ConsularCase!]
}
type ConsularCaseConnection { totalCount: Int! nodes: [ConsularCase!]! }
type ConsularCase {
  id: ID!
  coarseCategory: String
  category: String
  status: String
  openedAt: String
  narrative: String
}
type Statistics { year: Int! }
`;

interface PretendDenial {
  readonly provider: string;
  readonly reason: string;
  readonly remedy: string;
  readonly agreement?: string;
}

const NO_CASES: PretendDenial = {
  provider: 'kemlu',
  reason: 'NO_AGREEMENT',
  remedy: 'No agreement with kemlu gives it: ask kemlu for one.',
};

/** What each agency of the tests does not have. Everybody else has everything. */
const DENIED: ReadonlyMap<string, ReadonlyMap<string, PretendDenial>> = new Map([
  [
    'dki-jakarta',
    new Map([
      ['Query.consularCases', NO_CASES],
      ['Citizen.consularCases', NO_CASES],
      [
        'Placement.employerName',
        {
          provider: 'kp2mi',
          reason: 'NOT_GRANTED',
          agreement: 'A2-kp2mi-dki-jakarta',
          remedy: 'A2-kp2mi-dki-jakarta does not give it: ask data-protection@kp2mi.example to add it.',
        },
      ],
    ]),
  ],
]);

const PERSON = {
  fullName: 'Wahyu Contoh',
  originDistrict: 'Cilincing',
  passports: [{ number: 'Z0000001', expiry: '2031-03-09', status: 'VALID' }],
  trainings: [{ programme: 'Cooking', result: 'COMPETENT' }],
  consularCases: [],
};
const ROOT = {
  workers: {
    totalCount: 2,
    nodes: ['ACTIVE', 'RETURNED'].map((status, index) => ({
      id: `pretend${index}`,
      status,
      education: 'SMK',
      placements: [
        {
          scheme: 'P_TO_P',
          destinationCountry: { name: 'Japan' },
          destinationCity: 'Osaka',
          occupation: 'Cook',
          departureDate: '2023-11-20',
          contract: { wage: { amount: 210_000, currency: 'JPY' } },
        },
      ],
      complaints: [{ category: 'UNPAID_WAGE', status: 'CLOSED' }],
      repatriations: [{ date: '2024-05-02', arrivalPort: 'Soekarno-Hatta', cause: 'END_OF_CONTRACT' }],
      citizen: PERSON,
    })),
  },
  consularCases: { totalCount: 0, nodes: [] },
  statistics: { year: 2024 },
};

/**
 * A graph that is only pretended, for tests of the page: it verifies the page's tokens, wants a purpose, and
 * denies as the gateway does, but it has a handful of fields and no agreement behind it.
 */
export function createPretendGraph(publicKey: CryptoKey): Route {
  return {
    path: '/graphql',
    methods: ['POST'],
    handle: async ({ request }) => {
      const {
        authorization = '',
        'x-purpose': purpose,
        'x-on-denied': onDenied,
        'x-explain': explain,
      } = request.headers;
      const claims = await verify(authorization, publicKey);
      if (!claims) return createProblemAnswer(createProblem('TOKEN_INVALID', { reason: 'it is not signed' }));
      if (claims.purpose !== purpose) {
        const problem = createProblem('PURPOSE_NOT_IN_TOKEN', { granted: String(claims.purpose) });
        return createProblemAnswer(problem);
      }
      const body = await readJsonBody(request, 100_000);
      if (!body.ok) return createProblemAnswer(body.problem);
      const { query = '', variables } = body.value as { query?: string; variables?: Record<string, unknown> };
      const denied = DENIED.get(String(claims.agency)) ?? new Map();
      return await answer(
        query,
        variables,
        denied,
        String(purpose),
        onDenied === 'reject',
        explain === 'true',
      );
    },
  };
}

async function verify(authorization: string, key: CryptoKey): Promise<JWTPayload | undefined> {
  const token = authorization.replace(/^Bearer /, '');
  return await jwtVerify(token, key, { audience: 'simpul-gateway', typ: 'at+jwt' }).then(
    ({ payload }) => payload,
    () => undefined,
  );
}

async function answer(
  query: string,
  variables: Readonly<Record<string, unknown>> | undefined,
  denied: ReadonlyMap<string, PretendDenial>,
  purpose: string,
  isRejected: boolean,
  isExplained: boolean,
): Promise<HttpAnswer> {
  const asked = coordinatesOf(query);
  const errors = [...asked].flatMap((coordinate) => {
    const denial = denied.get(coordinate);
    if (!denial) return [];
    const { message, extensions } = createProblem('FIELD_NOT_AGREED', { coordinate, purpose, ...denial });
    return [new GraphQLError(message, { extensions: { ...extensions } })];
  });
  if (isRejected && errors.length > 0) {
    const { message, extensions } = createProblem('OPERATION_DENIED');
    return json(403, { errors: [{ message, extensions }, ...errors] });
  }
  const schema = buildASTSchema(without(parse(SDL), denied));
  const source = print(withoutSelections(parse(query), denied));
  const result = await graphql({ schema, source, rootValue: ROOT, variableValues: variables });
  const decisions = [...asked].map((coordinate) => {
    const denial = denied.get(coordinate);
    if (denial) return { coordinate, decision: 'denied', ...denial };
    return { coordinate, decision: 'allowed', provider: 'kp2mi', agreement: 'O-kp2mi', clause: 'workers' };
  });
  const access = { agreementsVersion: '0123456789abcdef', decisions };
  const allErrors = [...(result.errors ?? []), ...errors];
  return json(result.data === undefined ? 400 : 200, {
    ...(result.data !== undefined && { data: result.data }),
    ...(allErrors.length > 0 && { errors: allErrors }),
    ...(isExplained && { extensions: { access } }),
  });
}

function coordinatesOf(query: string): ReadonlySet<string> {
  const found = new Set<string>();
  const types = new TypeInfo(buildSchema(SDL));
  visit(
    parse(query),
    visitWithTypeInfo(types, {
      Field() {
        const [parent, field] = [types.getParentType(), types.getFieldDef()];
        if (parent && field && !field.name.startsWith('__')) found.add(`${parent.name}.${field.name}`);
      },
    }),
  );
  return found;
}

function withoutSelections(document: DocumentNode, denied: ReadonlyMap<string, unknown>): DocumentNode {
  const types = new TypeInfo(buildSchema(SDL));
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const coordinate = `${types.getParentType()?.name}.${types.getFieldDef()?.name}`;
        return denied.has(coordinate) ? null : undefined;
      },
    }),
  );
}

function without(document: DocumentNode, denied: ReadonlyMap<string, unknown>): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition(type) {
      const fields = type.fields?.filter(({ name }) => !denied.has(`${type.name.value}.${name.value}`));
      return { ...type, ...(fields && { fields }) };
    },
  });
}

function json(status: number, body: unknown): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
