import { type GraphQLOutputType, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql';

/** Where each type of the rules hangs below `Citizen`. */
const BELOW_CITIZEN = new Map([
  ['Citizen', []],
  ['Worker', ['worker']],
  ['Placement', ['worker', 'placements']],
  ['Contract', ['worker', 'placements', 'contract']],
  ['Insurance', ['worker', 'placements', 'insurance']],
  ['PreDeparture', ['worker', 'placements', 'preDeparture']],
  ['Complaint', ['worker', 'complaints']],
  ['Repatriation', ['worker', 'repatriations']],
  ['SelfReport', ['selfReport']],
  ['ConsularCase', ['consularCases']],
  ['Training', ['trainings']],
  ['Certificate', ['trainings', 'certificate']],
  ['Voter', ['voters']],
  ['Ppln', ['voters', 'ppln']],
  ['Passport', ['passports']],
  ['Crossing', ['crossings']],
  ['DeferredApplication', ['deferredApplications']],
  ['Finding', ['findings']],
]);

/** The fields from a citizen to a type: `Contract` is `['worker', 'placements', 'contract']`. */
export function pathBelowCitizen(type: string): readonly string[] {
  const path = BELOW_CITIZEN.get(type);
  if (!path) throw new Error(`No path from Citizen to ${type} is known to the tests.`);
  return path;
}

/** A selection of a field whole: nothing for a leaf, the key for an entity, all leaves for anything else. */
export function selectWhole(schema: GraphQLSchema, type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named)) throw new Error(`${named} is neither a leaf nor an object.`);
  const fields = Object.values(named.getFields());
  const key = fields.find(({ name }) => name === 'code' || name === 'id' || name === 'licence');
  const isEntity = key && ['Region', 'Country', 'Mission', 'P3MI', 'Ppln'].includes(named.name);
  const selected = isEntity ? [key] : fields;
  return `{ ${selected.map((field) => `${field.name} ${selectWhole(schema, field.type)}`).join(' ')} }`;
}

/** Every value at the end of a path, lists unfolded; a null on the way is an end. */
export function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path));
  const [step, ...rest] = path;
  if (step === undefined || value === null || value === undefined) return [value ?? null];
  return valuesAt((value as Readonly<Record<string, unknown>>)[step], rest);
}
