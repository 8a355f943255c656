import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createCanaryData } from './setup/canary-data.ts';
import { type Ask, type Federation, startFederation } from './setup/federation.ts';
import { canaryRows } from './setup/fill-canary.ts';
import { TODAY } from './setup/project-views.ts';
import { idAt } from './setup/test-ids.ts';

/** How a denial reaches the client, and what a client can do about it. */

const { persons, cells, documents } = createCanaryData();
const [person] = persons;
const id = person && idAt('kp2mi', person);
const nikOf = (index: number) =>
  cells.find(({ coordinate, person }) => coordinate === 'Citizen.nik' && person === persons[index])?.text;

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'denials_',
    documents,
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
});
afterAll(async () => {
  await federation.stop();
});

const kp2mi = { agency: 'kp2mi', purpose: 'PROTECTION_CASE' } as const;
const jakarta = { agency: 'dki-jakarta', purpose: 'TRAINING_MATCH' } as const;

describe('an operation that asks for more than it may', () => {
  it('answers null in place, in the order asked, with one error for each coordinate', async () => {
    const answer = await federation.ask({
      ...kp2mi,
      query: `{ workers(first: 2) { nodes { citizen { family: nkk fullName nkk voters { ppln { code } } } } } }`,
    });
    expect(answer.status).toBe(200);
    const [first] = answer.data.workers.nodes;
    expect(Object.keys(first.citizen)).toEqual(['family', 'fullName', 'nkk', 'voters']);
    expect(first.citizen).toMatchObject({ voters: null });
    expect(first.citizen.family).toMatch(/^\*{12}\d{4}$/);
    expect(first.citizen.nkk).toBe(first.citizen.family);
    expect(first.citizen.fullName).toMatch(/^canary/);
    expect(answer.errors.map(({ extensions }) => extensions.coordinate)).toEqual(['Citizen.voters']);
  });

  it('says whose data it is, which agreement came nearest, and what to do', async () => {
    const answer = await federation.ask({
      ...kp2mi,
      query: 'query ($id: ID) { citizen(id: $id) { consularCases { narrative } } }',
      variables: { id },
    });
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]?.extensions).toMatchObject({
      code: 'FIELD_NOT_AGREED',
      coordinate: 'ConsularCase.narrative',
      provider: 'kemlu',
      purpose: 'PROTECTION_CASE',
      agreement: 'A1-kemlu-kp2mi',
      reason: 'NOT_GRANTED',
    });
    expect(answer.errors[0]?.extensions.remedy).toContain('ConsularCase.narrative');
  });

  it('says which reduced field is given in the place of the full one', async () => {
    const ask = (selection: string) =>
      federation.ask({
        ...jakarta,
        query: `query ($id: ID) { citizen(id: $id) { ${selection} } }`,
        variables: { id: person && idAt('dki-jakarta', person) },
      });
    const answer = await ask('birthDate birthYear');
    expect(answer.data.citizen).toEqual({ birthDate: null, birthYear: 1985 });
    expect(answer.errors.map(({ extensions }) => extensions)).toMatchObject([
      {
        code: 'FIELD_REDUCED',
        coordinate: 'Citizen.birthDate',
        agreement: 'A2-A7-dukcapil-pemda',
        reduced: ['Citizen.birthYear'],
        remedy: 'Ask for Citizen.birthYear instead.',
      },
    ]);
  });

  it('may not compare with what is given masked or reduced', async () => {
    const filters = [{ nik: nikOf(0) }, { birthDate: { from: '1985-01-01', until: '1985-12-31' } }];
    for (const filter of filters) {
      const answer = await federation.ask({
        ...jakarta,
        query: 'query ($f: CitizenFilter) { citizens(filter: $f) { totalCount } }',
        variables: { f: filter },
      });
      expect(answer.data).toEqual({ citizens: null });
      expect(answer.errors[0]?.extensions).toMatchObject({
        code: 'INPUT_NOT_AGREED',
        coordinate: `CitizenFilter.${Object.keys(filter)[0]}`,
        reason: 'INPUT_READS_DENIED',
      });
    }
  });

  it('says for which purpose it would be given', async () => {
    const answer = await federation.ask({
      agency: 'kp2mi',
      purpose: 'STATISTICS',
      query: '{ workers { totalCount } }',
    });
    expect(answer.errors[0]?.extensions).toMatchObject({
      coordinate: 'Query.workers',
      reason: 'OTHER_PURPOSE',
    });
    expect(answer.errors[0]?.extensions.remedy).toContain('PLACEMENT_SERVICE or PROTECTION_CASE');
  });

  it('is denied the same whether or not the row exists', async () => {
    const ask = (each: string | undefined) =>
      federation.ask({
        ...jakarta,
        query: 'query ($id: ID) { citizen(id: $id) { email } }',
        variables: { id: each },
      });
    const [there, nowhere] = await Promise.all([ask(id), ask('AAAAAAAAAAAAAAAAAAAAAA')]);
    expect(there.errors).toEqual(nowhere.errors);
  });

  it('is refused whole with X-On-Denied: reject', async () => {
    const answer = await federation.ask({
      ...kp2mi,
      query: '{ workers { nodes { citizen { fullName voters { id } } } } }',
      headers: { 'x-on-denied': 'reject' },
    });
    expect(answer.status).toBe(403);
    expect(answer.data).toBeUndefined();
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual([
      'OPERATION_DENIED',
      'FIELD_NOT_AGREED',
    ]);
    expect(answer.text).not.toContain('canary');
  });

  it('shows every decision with X-Explain: true', async () => {
    const answer = await federation.ask({
      ...kp2mi,
      query: '{ workers(first: 1) { nodes { status citizen { nkk } } } }',
      headers: { 'x-explain': 'true' },
    });
    const { decisions, ...about } = answer.extensions.access;
    expect(about).toMatchObject({
      consumer: 'kp2mi',
      holder: 'agency',
      purpose: 'PROTECTION_CASE',
      today: TODAY,
    });
    expect(
      decisions.map(({ coordinate, decision }: Record<string, string>) => `${coordinate} ${decision}`),
    ).toEqual([
      'Query.workers allowed',
      'Query.workers(first:) allowed',
      'Worker.status allowed',
      'Worker.citizen allowed',
      'Citizen.nkk masked',
    ]);
  });

  it('shows no decisions unasked', async () => {
    const answer = await federation.ask({ ...kp2mi, query: '{ workers(first: 1) { totalCount } }' });
    expect(answer.extensions).toBeUndefined();
  });
});

describe('a mutation', () => {
  it('is not done in part', async () => {
    const query = `mutation ($id: ID!) {
      verifySelfReport(id: $id, verified: true) { id }
      recordTrainingResult(id: $id, result: DROPPED) { id }
    }`;
    const answer = await federation.ask({
      agency: 'kemlu',
      purpose: 'PROTECTION_CASE',
      query,
      variables: { id },
    });
    expect(answer.status).toBe(403);
    expect(answer.errors[0]?.extensions.code).toBe('OPERATION_DENIED');
    expect(answer.data).toBeUndefined();
  });

  it.each([
    [{ ...kp2mi }, 'moveConsularCase(id: $id, status: CLOSED) { id }', 'Mutation.moveConsularCase'],
    [{ ...jakarta }, 'verifySelfReport(id: $id, verified: true) { id }', 'Mutation.verifySelfReport'],
    [{ ...kp2mi }, 'recordTrainingResult(id: $id, result: DROPPED) { id }', 'Mutation.recordTrainingResult'],
  ] as const)('is open only to the agency whose work it records: %o', async (asker, field, coordinate) => {
    const answer = await federation.ask({
      ...asker,
      query: `mutation ($id: ID!) { ${field} }`,
      variables: { id },
    });
    expect(answer.status).toBe(403);
    expect(answer.errors.map(({ extensions }) => extensions.coordinate)).toContain(coordinate);
  });

  it('moves a case on for the mission that has it, and says what it expected otherwise', async () => {
    const mission = { agency: 'kemlu', unit: 'KBRI-KUALA-LUMPUR', purpose: 'PROTECTION_CASE' } as const;
    const [row] = canaryRows('consular', 'consularcases');
    const move = (status: string) =>
      federation.ask({
        ...mission,
        query: `mutation ($id: ID!) { moveConsularCase(id: $id, status: ${status}) { id status } }`,
        variables: { id: row?._id },
      });
    const skipped = await move('CLOSED');
    expect(skipped.errors[0]?.extensions.code, skipped.text).toBe('RECORD_CONFLICT');
    const moved = await move('IN_PROGRESS');
    expect(moved.errors, moved.text).toEqual([]);
    expect(moved.data.moveConsularCase).toEqual({ id: row?._id, status: 'IN_PROGRESS' });
  });
});

describe('identifiers', () => {
  it.each([
    '{ citizen(nik: "3171014201859000") { fullName } }',
    '{ citizens(filter: { nik: "3171014201859000" }) { totalCount } }',
    'query ($n: NIK = "3171014201859000") { citizen(nik: $n) { fullName } }',
  ])('do not stand in the text of an operation: %s', async (query) => {
    const answer = await federation.ask({ ...kp2mi, query });
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions.code).toBe('INLINE_VALUE');
    expect(answer.text).not.toContain('3171014201859000');
  });

  it.each([
    ['nik', 'NIK', '3171010101859000x'],
    ['nik', 'NIK', '3171013202850001'],
    ['nik', 'NIK', 1234],
    ['passport', 'PassportNumber', 'not a passport'],
    ['id', 'ID', { canary: 1 }],
  ])(
    'that are malformed get an error that names the input and repeats no value: %s',
    async (name, type, value) => {
      const query = `query ($value: ${type}) { citizen(${name}: $value) { fullName } }`;
      const answer = await federation.ask({ ...kp2mi, query, variables: { value } });
      expect([200, 400], answer.text).toContain(answer.status);
      expect(answer.errors[0]?.extensions.code, answer.text).toBe('BAD_USER_INPUT');
      expect(answer.errors[0]?.message).toMatch(/value|nik|passport|id/i);
      expect(answer.text).not.toContain(typeof value === 'object' ? 'canary' : String(value));
    },
  );
});

describe('other bad input', () => {
  it.each([
    ['a page of 0', '{ workers(first: 0) { totalCount } }', {}],
    ['a page of 1,001', '{ workers(first: 1001) { nodes { status } } }', {}],
    [
      'a cursor that nobody gave',
      'query ($c: String) { workers(after: $c) { nodes { status } } }',
      { c: 'bm9uc2Vuc2U' },
    ],
    [
      'a day that no calendar has',
      'query ($d: Date) { workers(filter: { departureDate: { from: $d } }) { totalCount } }',
      { d: '2025-02-30' },
    ],
    [
      'two of three keys',
      'query ($id: ID, $nik: NIK) { citizen(id: $id, nik: $nik) { sex } }',
      { id, nik: nikOf(0) },
    ],
    [
      'a date of another kind',
      'query ($d: Date!) { citizens(first: 1) { nodes { ageOn(date: $d) } } }',
      { d: '2024-02-15' },
    ],
  ])('%s gets an error that says what was expected', async (_, query, variables) => {
    const agency = query.includes('ageOn')
      ? ({ agency: 'bawaslu', purpose: 'VOTER_LIST_OVERSIGHT' } as const)
      : kp2mi;
    const answer = await federation.ask({ ...agency, query, variables });
    expect(answer.errors[0]?.extensions.code, answer.text).toMatch(/^(BAD_USER_INPUT|BAD_CURSOR)$/);
    expect(answer.errors[0]?.message.length).toBeGreaterThan(20);
    for (const value of Object.values(variables)) expect(JSON.stringify(answer.errors)).not.toContain(value);
  });

  it('a cursor of another agency is worth nothing', async () => {
    const page = await federation.ask({
      ...kp2mi,
      query: '{ workers(first: 1) { pageInfo { endCursor } } }',
    });
    const cursor = page.data.workers.pageInfo.endCursor;
    expect(cursor).toBeTypeOf('string');
    const query = 'query ($c: String) { workers(first: 1, after: $c) { totalCount } }';
    const own = await federation.ask({ ...kp2mi, query, variables: { c: cursor } });
    expect(own.errors).toEqual([]);
    const other = await federation.ask({
      agency: 'kemlu',
      purpose: 'PROTECTION_CASE',
      query,
      variables: { c: cursor },
    });
    expect(other.errors[0]?.extensions.code).toBe('BAD_CURSOR');
  });

  it('an unknown field is told apart from a denied one', async () => {
    const answer = await federation.ask({ ...kp2mi, query: '{ workers { nodes { shoeSize } } }' });
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(answer.errors[0]?.message).not.toContain('Did you mean');
  });
});

describe('limits of an agreement', () => {
  const border = { agency: 'imigrasi', purpose: 'BORDER_PREVENTION' } as const;
  const query = 'query ($a: NIK, $b: NIK) { a: citizen(nik: $a) { sex } b: citizen(nik: $b) { sex } }';

  it('Imigrasi looks up one person in a request', async () => {
    const variables = { a: nikOf(0), b: nikOf(1) };
    const two = await federation.ask({ ...border, query, variables });
    expect(two.status).toBe(403);
    expect(two.errors[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    const one = await federation.ask({
      ...border,
      query: 'query ($a: NIK) { citizen(nik: $a) { sex } }',
      variables,
    });
    expect(one.data.citizen).toEqual({ sex: 'F' });
  });

  it('and only so many in a minute', async () => {
    const codes: string[] = [];
    let retryAfter: string | null = null;
    for (let each = 0; each < 31; each += 1) {
      const ask: Ask = {
        ...border,
        officer: 'in a hurry',
        query: 'query ($a: NIK) { citizen(nik: $a) { sex } }',
        variables: { a: nikOf(0) },
      };
      const answer = await federation.ask(ask);
      codes.push(answer.errors[0]?.extensions.code ?? 'OK');
      retryAfter = answer.headers.get('retry-after');
    }
    expect(codes.slice(0, 30)).not.toContain('RATE_LIMITED');
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect(Number(retryAfter)).toBeLessThanOrEqual(60);
    const other = await federation.ask({
      ...border,
      officer: 'another',
      query: 'query ($a: NIK) { citizen(nik: $a) { sex } }',
      variables: { a: nikOf(0) },
    });
    expect(other.errors).toEqual([]);
  });
});

describe('introspection', () => {
  const introspect = async (ask: Omit<Ask, 'query'>): Promise<GraphQLSchema> => {
    const answer = await federation.ask({ ...ask, query: getIntrospectionQuery() });
    expect(answer.errors).toEqual([]);
    return buildClientSchema(answer.data);
  };
  const fieldsOf = (schema: GraphQLSchema, name: string) => {
    const type = schema.getType(name);
    return isObjectType(type) ? Object.keys(type.getFields()) : [];
  };

  it('shows each consumer its own graph', async () => {
    const [ministry, region, everyone] = await Promise.all([
      introspect(kp2mi),
      introspect(jakarta),
      introspect({ agency: 'public', purpose: 'STATISTICS' }),
    ]);
    expect(fieldsOf(ministry, 'Citizen')).toContain('nik');
    expect(fieldsOf(ministry, 'Citizen')).not.toContain('voters');
    expect(fieldsOf(region, 'Citizen')).toEqual(expect.arrayContaining(['nik', 'birthYear']));
    expect(fieldsOf(region, 'Citizen')).not.toContain('birthDate');
    const citizen = region.getType('Citizen');
    expect(isObjectType(citizen) && citizen.getFields().nik?.description).toContain('Given masked (nik4).');
    expect(region.getType('ConsularCase')).toBeUndefined();
    expect(everyone.getType('Citizen')).toBeUndefined();
    expect(fieldsOf(everyone, 'Query')).toContain('statistics');
  });

  it('shows the arguments and filters that may be used, and no others', async () => {
    const schema = await introspect(jakarta);
    const citizen = schema.getQueryType()?.getFields().citizen;
    expect(citizen?.args.map(({ name }) => name)).toEqual(['id']);
  });

  it('goes with data in one operation', async () => {
    const query =
      '{ __schema { queryType { name } } workers(first: 1) { totalCount } t: __type(name: "Voter") { name } }';
    const answer = await federation.ask({ ...kp2mi, query });
    expect(answer.data).toEqual({
      __schema: { queryType: { name: 'Query' } },
      workers: { totalCount: 6 },
      t: null,
    });
  });
});
