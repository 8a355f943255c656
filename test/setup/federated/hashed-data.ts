import { createHash } from 'node:crypto';
import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLTypeResolver,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { SubgraphFacts } from './subgraph-facts.ts';

/** How often something is amiss: once in so many times; 0 is never. */
export interface Rates {
  readonly nulls: number;
  readonly missing: number;
  readonly errors: number;
  /** Whether fields are the same whatever comes for what they require. */
  readonly ignoresNeeds?: boolean;
  /** Whether each subgraph has ids of its own, with its name before them. */
  readonly hasOwnIds?: boolean;
  /** Types whose keys are codes, the same for all subgraphs even then. */
  readonly sharedKeys?: readonly string[];
}

/** What the data of all subgraphs rest on, so that all of them say the same. */
export interface World {
  readonly rates: Rates;
  /** Key fields of an object type, those of its interfaces included, in any subgraph. */
  readonly keyFieldsOf: (type: string) => ReadonlySet<string>;
  /** Object types that an interface or union of the whole graph can be. */
  readonly possibleTypesOf: (type: string) => readonly string[];
}

/** What is kept while one operation runs, across its subgraphs. */
export interface RunState {
  /** Changes made so far: each answers with its turn, so that their order shows. */
  turns: number;
}

/** An object of the data. Entities of one type differ by number; all else by the way to it. */
interface DataNode {
  /** As the subgraph calls it: an interface object by its interface. */
  readonly __typename: string;
  readonly concrete: string;
  readonly seed: string;
  readonly number?: number;
  /** All leaves below tell the number. */
  readonly isKey?: boolean;
  /** What the gateway sent. */
  readonly reference?: Readonly<Record<string, unknown>>;
}

type Reference = Readonly<Record<string, unknown>>;

/** Entities of one type: so few that lists hold the same one twice. */
const ENTITIES = 5;
const KEY_LEAF = /^(?:(\w+):)?(\w+)\.\w+~(\d+)$/;
/** An id in the form that no subgraph has of its own. */
export const SPINE_ID = /^\w+\.(id|code)~\d+$/;
const TEXTS = ['', '"quoted\\"', 'é😀 ', '__proto__', '\ud800', 'null', '</script>'];

/** Answers the fields of one subgraph from hashes of what is asked: the same question has one answer everywhere. */
export class HashedData {
  private readonly facts: SubgraphFacts;
  private readonly world: World;

  constructor(facts: SubgraphFacts, world: World) {
    this.facts = facts;
    this.world = world;
  }

  readonly resolveField: GraphQLFieldResolver<unknown, unknown> = (source, given, context, info) => {
    const parent = isNode(source) ? source : this.root(info, context as RunState);
    const { fieldName, returnType } = info;
    if (fieldName === '_entities') return given.representations.map((each: Reference) => this.find(each));
    const isKey = parent.isKey === true || this.world.keyFieldsOf(parent.concrete).has(fieldName);
    if (isKey && parent.number !== undefined)
      return this.keyValue(parent, parent.number, fieldName, returnType);
    const required = this.facts.requires.get(`${parent.__typename}.${fieldName}`) ?? [];
    const needs = this.world.rates.ignoresNeeds ? {} : pick(parent.reference, required);
    const seed = [parent.seed, fieldName, canonical(given), canonical(needs)].join('|');
    if (happens(this.world.rates.errors, `error|${seed}`)) throw new Error('This field is out of order.');
    return this.value(returnType, `${parent.concrete}.${fieldName}`, seed, info);
  };

  readonly resolveType: GraphQLTypeResolver<unknown, unknown> = (source) =>
    isNode(source) ? source.__typename : undefined;

  private root(info: GraphQLResolveInfo, state: RunState): DataNode {
    const name = info.parentType.name;
    const seed = info.operation.operation === 'mutation' ? `${name}${state.turns++}` : name;
    return { __typename: name, concrete: name, seed };
  }

  private find(reference: Reference): DataNode | null | Error {
    const type = String(reference.__typename);
    const key = (this.facts.keys.get(type) ?? []).find(
      ({ fields, isResolvable }) => isResolvable && fields.every((field) => Object.hasOwn(reference, field)),
    );
    if (!key) return new Error(`No key of ${type} is in ${Object.keys(reference).join(', ')}.`);
    const leaves = key.fields.flatMap((field) => leavesOf(reference[field]));
    if (leaves.includes(null)) return null;
    const foreign = leaves.find((leaf) => !this.isOwn(leaf));
    if (foreign !== undefined) return new Error(`This id is not one of ${this.facts.name}: ${foreign}.`);
    const numbers = new Set(leaves.map(numberIn));
    const [number] = numbers;
    if (numbers.size !== 1 || number === undefined) return new Error(`The key of ${type} is none.`);
    const isAbstract = this.facts.interfaceObjects.has(type) || this.facts.interfaces.has(type);
    const concrete = isAbstract ? (KEY_LEAF.exec(String(leaves[0]))?.[2] ?? type) : type;
    if (happens(this.world.rates.missing, `missing|${this.facts.name}|${concrete}|${number}`)) return null;
    const __typename = this.facts.interfaces.has(type) ? concrete : type;
    return { ...entity(__typename, concrete, number), reference };
  }

  private keyValue(parent: DataNode, number: number, field: string, type: GraphQLOutputType): unknown {
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (nullable === type && happens(this.world.rates.nulls, `nullkey|${parent.concrete}|${field}|${number}`))
      return null;
    if (isListType(nullable)) return [this.keyValue(parent, number, field, nullable.ofType)];
    if (!isLeafType(nullable)) return { ...entity(nullable.name, nullable.name, number), isKey: true };
    if (nullable.name === 'Int') return number;
    const text = `${parent.concrete}.${field}~${number}`;
    const { hasOwnIds, sharedKeys = [] } = this.world.rates;
    const isOwn = hasOwnIds && nullable.name === 'ID' && !sharedKeys.includes(parent.concrete);
    return isOwn ? `${this.facts.name}:${text}` : text;
  }

  private isOwn(leaf: unknown): boolean {
    const { hasOwnIds, sharedKeys = [] } = this.world.rates;
    if (!hasOwnIds || typeof leaf !== 'string') return true;
    if (sharedKeys.some((type) => leaf.startsWith(`${type}.`))) return true;
    return !SPINE_ID.test(leaf) && (!leaf.includes(':') || leaf.startsWith(`${this.facts.name}:`));
  }

  private value(
    type: GraphQLOutputType,
    coordinate: string,
    seed: string,
    info: Pick<GraphQLResolveInfo, 'schema'>,
  ): unknown {
    if (!isNonNullType(type)) {
      if (happens(this.world.rates.nulls, `null|${seed}`)) return null;
    }
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (isListType(nullable)) {
      return Array.from({ length: hash(seed) % 4 }, (_, index) =>
        this.value(nullable.ofType, coordinate, `${seed}|${index}`, info),
      );
    }
    if (isEnumType(nullable)) return chosen(nullable.getValues(), seed).value;
    if (!isLeafType(nullable)) {
      const isInterfaceObject = this.facts.interfaceObjects.has(nullable.name);
      const concrete = isInterfaceObject
        ? chosen(this.world.possibleTypesOf(nullable.name).toSorted(), seed)
        : isAbstractType(nullable)
          ? chosen(info.schema.getPossibleTypes(nullable).map(({ name }) => name).toSorted(), seed) // biome-ignore format: one thought
          : nullable.name;
      const __typename = isInterfaceObject ? nullable.name : concrete;
      const isEntity = this.world.keyFieldsOf(concrete).size > 0;
      return isEntity
        ? entity(__typename, concrete, hash(seed) % ENTITIES)
        : { __typename, concrete, seed: `${concrete}|${seed}` };
    }
    if (this.world.rates.hasOwnIds && nullable.name === 'ID') {
      return `${this.facts.name}:${coordinate}=${hash(seed) % 100_000}`;
    }
    return leafValue(nullable.name, coordinate, seed);
  }
}

function leafValue(scalar: string, coordinate: string, seed: string): unknown {
  const number = hash(seed);
  if (scalar === 'Int') return (number % 7) - 3;
  if (scalar === 'Float') return (number % 9) / 4;
  if (scalar === 'Boolean') return number % 2 === 0;
  return number % 8 === 0 ? chosen(TEXTS, seed) : `${coordinate}=${number % 100_000}`;
}

function entity(__typename: string, concrete: string, number: number): DataNode {
  return { __typename, concrete, number, seed: `${concrete}~${number}` };
}

function isNode(source: unknown): source is DataNode {
  return typeof source === 'object' && source !== null && 'concrete' in source;
}

function leavesOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.entries(value).flatMap(([name, each]) => (name === '__typename' ? [] : leavesOf(each)));
}

function numberIn(leaf: unknown): number | undefined {
  if (typeof leaf === 'number') return leaf;
  const number = KEY_LEAF.exec(String(leaf))?.[3];
  return number === undefined ? undefined : Number(number);
}

function pick(from: Reference | undefined, names: readonly string[]): Reference {
  return Object.fromEntries(names.map((name) => [name, from?.[name]]));
}

/** JSON that does not show in which order keys came, nor which were undefined. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}

function chosen<Item>(items: readonly Item[], seed: string): Item {
  return items[hash(`chosen|${seed}`) % items.length] as Item;
}

function happens(oneIn: number, seed: string): boolean {
  return oneIn > 0 && hash(seed) % oneIn === 0;
}

function hash(seed: string): number {
  return createHash('md5').update(seed).digest().readUInt32BE();
}
