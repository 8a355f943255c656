import { composeServices } from '@apollo/composition';
import { type GraphQLObjectType, getNamedType, isEnumType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowRule } from '../subgraphs/shared/grant-claims.ts';
import { buildSchema } from '../subgraphs/shared/graphql-server.ts';
import { CANARY, countRowsOf, knownKeys, startCanarySubgraph } from './setup/canary-subgraph.ts';
import { countQueries } from './setup/count-queries.ts';
import { findClosedSets, makeSubgraph, SUBGRAPH_NAMES } from './setup/found-subgraphs.ts';
import { grantClaims } from './setup/grants.ts';
import {
  findUnclassified,
  findUndescribed,
  findUnread,
  findUntakeable,
  readEntityKeys,
} from './setup/schema-findings.ts';
import { selectFields, selectPages } from './setup/select-fields.ts';
import type { TestSubgraph } from './setup/subgraph.ts';
import { storedId } from './setup/test-ids.ts';

/** Enums of reduced or compared values, which no document holds. */
const REDUCED_ENUMS = ['PlacementState', 'NikState'];
const ENTITIES = 'query($r: [_Any!]!) { _entities(representations: $r) { __typename } }';

describe.each(SUBGRAPH_NAMES)('the subgraph %s', async (name) => {
  const parts = await makeSubgraph(name);
  const schema = buildSchema(parts);
  const closedSets = await findClosedSets(name);
  const entityKeys = readEntityKeys(parts.schema.document);
  const entityTypes = [...entityKeys].map(([type, key]) => ({ type, key }));
  const typeNames = Object.keys(schema.getTypeMap());
  const all: Record<string, RowRule> = Object.fromEntries(typeNames.map((type) => [type, { all: true }]));
  const lists = findLists(schema.getQueryType());

  let subgraph: TestSubgraph;
  beforeAll(async () => {
    subgraph = await startCanarySubgraph(name);
  });
  afterAll(() => subgraph.stop());

  /** Looks entities up, all fields selected, and gives what came in the order asked. */
  async function lookUp(type: string, keys: readonly (string | number)[], rows = all, depth = 1) {
    const key = entityKeys.get(type) ?? '';
    const selection = selectFields(schema.getType(type) as GraphQLObjectType, depth);
    // A page of each person is a query of each.
    const pages = depth === 0 ? '' : selectPages(schema.getType(type) as GraphQLObjectType);
    const operation = `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${selection} ${pages} } } }`;
    const r = keys.map((value) => ({ __typename: type, [key]: value }));
    const { data, errors } = await subgraph.ask(operation, { rows }, { r });
    return { entities: data?._entities as Record<string, unknown>[], errors };
  }

  describe('schema', () => {
    it('composes alone', () => {
      const url = 'http://127.0.0.1/graphql';
      const composition = composeServices([{ name, url, typeDefs: parts.schema.document }]);
      expect(composition.errors).toBeUndefined();
    });

    it('describes everything', () => {
      expect(findUndescribed(parts.schema.document)).toEqual([]);
    });

    it('classifies every field of a row, and lets each be taken away', () => {
      expect(findUnclassified(parts.schema.document)).toEqual([]);
      expect(findUntakeable(parts.schema.document)).toEqual([]);
    });

    it('says of every input what it is compared with', () => {
      expect(findUnread(parts.schema.document)).toEqual([]);
    });

    it.each(ownEnums())('has the values of $name that documents hold', ({ values }) => {
      expect(closedSets).toContainEqual(values);
    });

    function ownEnums() {
      return Object.values(schema.getTypeMap())
        .filter((type) => isEnumType(type) && !/^(__|link__|DataClass$)/.test(type.name))
        .filter((type) => !REDUCED_ENUMS.includes(type.name))
        .map((type) => ({
          name: type.name,
          values: isEnumType(type) ? type.getValues().map((value) => value.name) : [],
        }));
    }
  });

  describe('entities', () => {
    it.each(entityTypes)('of $type resolve in the order asked, duplicates included', async ({ type }) => {
      const [first = '', second = first] = knownKeys(name, type);
      const { entities, errors } = await lookUp(type, [first, second, first]);
      expect(errors).toBeUndefined();
      expect(entities[0]).toEqual(entities[2]);
      expect(entities[0]).toMatchObject({ [entityKeys.get(type) ?? '']: first });
      expect(entities[1]).toMatchObject({ [entityKeys.get(type) ?? '']: second });
    });

    it.each(entityTypes.filter(({ type }) => type !== 'Statistics'))(
      'of $type have nothing to tell for an unknown key',
      async ({ type, key }) => {
        const [known = ''] = knownKeys(name, type);
        const unknown = type === 'Region' ? '99' : type === 'Country' ? 'ZZ' : 'unknown';
        const { entities, errors } = await lookUp(type, [unknown, known]);
        expect(errors).toBeUndefined();
        expect(isEmpty(entities[0], key)).toBe(true);
        expect(isEmpty(entities[1], key)).toBe(false);
      },
    );

    it.each(entityTypes)('of $type cost one query a collection, however many', async ({ type }) => {
      const keys = knownKeys(name, type);
      const depth = type === 'Citizen' && name !== 'ledger' ? 1 : 0;
      const { queries } = await countQueries(subgraph, () => lookUp(type, [...keys, ...keys], all, depth));
      expect(queries).toEqual([...new Set(queries)]);
    });

    it('with a faulty representation get an error of their own, and the others their answer', async () => {
      const [{ type, key }] = entityTypes as [{ type: string; key: string }];
      const [known] = knownKeys(name, type);
      const r = [
        { __typename: type, [key]: { $ne: null } },
        { __typename: type, [key]: known },
        { __typename: '__proto__', [key]: known },
        { [key]: known },
        'text',
      ];
      const { data, errors } = await subgraph.ask(ENTITIES, { rows: all }, { r });
      expect(data._entities).toEqual([null, { __typename: type }, null, null, null]);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(4).fill('BAD_USER_INPUT'));
    });

    it('are at most 1,000 in one call, in all its fields together', async () => {
      const [{ type, key }] = entityTypes as [{ type: string; key: string }];
      const r = Array.from({ length: 501 }, () => ({ __typename: type, [key]: knownKeys(name, type)[0] }));
      const twice =
        'query($r: [_Any!]!) { a: _entities(representations: $r) { __typename } b: _entities(representations: $r) { __typename } }';
      const { data, errors } = await subgraph.ask(twice, { rows: all }, { r });
      expect(errors?.[0]?.extensions.code).toBe('TOO_MANY_REPRESENTATIONS');
      expect(data).toBeNull();
      const once = await subgraph.ask(ENTITIES, { rows: all }, { r });
      expect(once.data._entities).toHaveLength(501);
    });
  });

  describe('rows that the grant does not open', () => {
    it('are in no list and no count', async () => {
      for (const { field, type } of lists) {
        const { data } = await subgraph.ask(`{ list: ${field} { totalCount nodes { __typename } } }`, {
          rows: {},
        });
        const isReference = /@classified\(as: PUBLIC\)/.test(headOf(type));
        expect([type, data.list.totalCount > 0, data.list.nodes.length > 0]).toEqual([
          type,
          isReference,
          isReference,
        ]);
      }
    });

    it('are not looked up, alone or through a person', async () => {
      for (const { type, key } of entityTypes.filter(({ type }) => !isPublic(type))) {
        const { entities } = await lookUp(type, knownKeys(name, type).slice(0, 2), {});
        expect(entities.map((entity) => isEmpty(entity, key))).toEqual([true, true]);
      }
    });

    it('stay away when others of the same type are opened', async () => {
      const [inside = '', outside = ''] = CANARY.persons.map((person) => storedId(name, person));
      const where = [{ attribute: 'person', op: 'eq', value: inside }];
      const rows = Object.fromEntries(typeNames.map((type) => [type, { where }]));
      for (const { field, type } of lists.filter(({ type }) => !isPublic(type))) {
        const { data } = await subgraph.ask(`{ list: ${field} { totalCount nodes { id } } }`, { rows });
        const own = countRowsOf(name, type, inside);
        expect([type, data.list.totalCount, data.list.nodes.length]).toEqual([type, own, own]);
      }
      const { entities } = await lookUp('Citizen', [inside, outside], rows);
      expect(entities.map((entity) => isEmpty(entity, 'id'))).toEqual([false, true]);
    });

    function isPublic(type: string): boolean {
      return /@classified\(as: PUBLIC\)/.test(headOf(type));
    }

    function headOf(type: string): string {
      return new RegExp(`^type ${type} [^{]*`, 'm').exec(parts.schema.text)?.[0] ?? '';
    }
  });

  describe('a call', () => {
    const operations = [
      '{ __typename }',
      '{ _service { sdl } }',
      '{ __schema { types { name } } }',
      ENTITIES,
    ];

    it.each(operations)('without a grant is refused: %s', async (query) => {
      const answer = await subgraph.send(JSON.stringify({ query, variables: { r: [] } }));
      expect(answer.status).toBe(401);
      expect(answer.data).toBeUndefined();
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['GRANT_REQUIRED']);
    });

    it.each(faultyGrants())('is refused for a grant with $fault', async ({ claims, header }) => {
      const query = '{ __typename }';
      const good = grantClaims(name, query);
      const token = await subgraph.office.sign({ ...good, ...claims(good) }, header);
      const answer = await subgraph.send(JSON.stringify({ query }), { 'simpul-grant': token });
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([401, 'GRANT_INVALID']);
      const control = await subgraph.ask(query);
      expect([control.status, control.data]).toEqual([200, { __typename: 'Query' }]);
    });

    it('is refused for a grant that nobody signed', async () => {
      const query = '{ __typename }';
      const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const token = `${encode({ alg: 'none', typ: 'simpul-grant+jwt' })}.${encode(grantClaims(name, query))}.`;
      const answer = await subgraph.send(JSON.stringify({ query }), { 'simpul-grant': token });
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([401, 'GRANT_INVALID']);
    });

    it.each(operations.slice(1, 3))('gives no schema away, even with a grant: %s', async (query) => {
      const { data, errors } = await subgraph.ask(query, { rows: all });
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions.code).toBe('OPERATION_REFUSED');
    });
  });

  it('says that it lives and is ready', async () => {
    for (const path of ['live', 'ready']) {
      const response = await fetch(new URL(`/health/${path}`, subgraph.running.url));
      expect(response.status).toBe(200);
    }
  });
});

/** Claims and headers that are wrong in one way each. */
function faultyGrants() {
  const of = (fault: string, claims: (good: ReturnType<typeof grantClaims>) => object, header = {}) => ({
    fault,
    claims,
    header,
  });
  return [
    of('another audience', () => ({ aud: 'somebody-else' })),
    of('another issuer', () => ({ iss: 'somebody-else' })),
    of('another type', () => ({}), { typ: 'at+jwt' }),
    of('the hash of another document', () => ({ doc: 'x'.repeat(43) })),
    of('an end in the past', ({ iat = 0 }) => ({ iat: iat - 50, exp: iat - 10 })),
    of('a life of more than a minute', ({ iat = 0 }) => ({ exp: iat + 61 })),
    of('a beginning in the future', ({ iat = 0 }) => ({ iat: iat + 30, exp: iat + 60 })),
    of('no agency', () => ({ agency: undefined })),
    of('no rows', () => ({ rows: undefined })),
    of('a row rule that says both all and some', () => ({ rows: { Citizen: { all: true, where: [] } } })),
    of('a row rule without conditions', () => ({ rows: { Citizen: { where: [] } } })),
    of('a condition that is none', () => ({ rows: { Citizen: { where: [{ $ne: null }] } } })),
  ];
}

/** Whether an entity tells nothing besides its key. */
function isEmpty(entity: object | null | undefined, key: string): boolean {
  return Object.entries(entity ?? {}).every(
    ([name, value]) =>
      name === key ||
      value === null ||
      (Array.isArray(value) && value.length === 0) ||
      (value as { readonly totalCount?: number }).totalCount === 0,
  );
}

/** The fields of `Query` that are connections, each with the type of its rows. */
function findLists(query: GraphQLObjectType | null | undefined) {
  return Object.values(query?.getFields() ?? {}).flatMap((field) => {
    const connection = getNamedType(field.type);
    if (!isObjectType(connection) || !connection.name.endsWith('Connection')) return [];
    return [{ field: field.name, type: connection.name.replace(/Connection$/, '') }];
  });
}
