import { isEqual } from '../../shared/condition.ts';
import { createConnection, type ListArguments } from '../../shared/connection.ts';
import { badInput, subgraphError } from '../../shared/errors.ts';
import {
  beginsWith,
  equals,
  type FilterRules,
  oneOf,
  readFilter,
  withinDays,
} from '../../shared/filter-input.ts';
import type { CivilContext } from '../loaders.ts';

/** `CitizenFilter`. */
const CITIZEN_FILTER: FilterRules = {
  nik: equals('nik'),
  sex: equals('sex'),
  originProvinceIn: oneOf('originProvince'),
  originRegencyIn: oneOf('originRegency'),
  birthDate: withinDays('birthDate'),
  maritalStatusIn: oneOf('maritalStatus'),
  fullNameStartsWith: beginsWith('fullName'),
};

interface CitizenArguments {
  readonly id?: string | null;
  readonly nik?: string | null;
  readonly passport?: string | null;
}

/** Resolves `Query`. */
export const queryResolvers = {
  citizens: (_: unknown, listArguments: ListArguments<object>, context: CivilContext) =>
    createConnection(context, {
      field: 'Query.citizens',
      rows: context.loaders.citizens,
      condition: readFilter(CITIZEN_FILTER, listArguments.filter),
      arguments: listArguments,
    }),
  citizen: async (_: unknown, { id, nik, passport }: CitizenArguments, { loaders }: CivilContext) => {
    if ([id, nik, passport].filter((key) => key != null).length !== 1) {
      throw badInput('citizen', 'exactly one of id, nik and passport');
    }
    if (id != null) return await loaders.citizenById.load(id);
    const condition = nik != null ? isEqual('nik', nik) : isEqual('passport', passport ?? '');
    const [citizen] = await loaders.citizens.find(condition, { limit: 1 });
    return citizen ?? null;
  },
  me: async (_: unknown, __: unknown, { loaders, grant }: CivilContext) => {
    const { agency, subject } = grant;
    const rule = grant.rows.get('Citizen');
    const isPinned =
      rule &&
      'where' in rule &&
      rule.where.some(({ attribute, op }) => attribute === 'person' && op === 'eq');
    if (agency !== 'citizen' || subject === undefined || !isPinned) {
      throw subgraphError('FORBIDDEN', {
        message: 'me: only a person who asks about themself can use it.',
        remedy: 'Use citizen(id:), citizen(nik:) or citizen(passport:).',
      });
    }
    return await loaders.citizenById.load(subject);
  },
  regions: async (_: unknown, { parent }: { readonly parent?: string | null }, { loaders }: CivilContext) =>
    await loaders.regions.find(parent == null ? isEqual('level', 'PROVINCE') : isEqual('parent', parent)),
  region: async (_: unknown, { code }: { readonly code: string }, { loaders }: CivilContext) =>
    await loaders.regionByCode.load(code),
};
