import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** A generated operation with its variables, and the input coordinates that its root fields use. */
export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly inputs: ReadonlySet<string>;
}

/** What the generator draws from. */
export interface OperationSource {
  readonly schema: GraphQLSchema;
  /** Values of arguments and input fields, by the name of their type or of the input itself. */
  readonly values: (typeName: string, inputName: string) => readonly unknown[];
  /** Fields that are drawn more often, so that operations reach deep. */
  readonly isPreferred: (coordinate: string) => boolean;
}

/** A seeded source of numbers in [0, 1). @see https://en.wikipedia.org/wiki/Xorshift */
export function createRandom(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}

const MAX_DEPTH = 6;

/** Draws one valid query: aliases, named and inline fragments, directives, arguments as variables and literals. */
export function drawOperation(
  { schema, values, isPreferred }: OperationSource,
  random: () => number,
): RandomOperation {
  const variables = new Map<string, { readonly type: string; readonly value: unknown }>();
  const root = schema.getQueryType();
  const fragments: string[] = [];
  const inputs = new Set<string>();
  let aliases = 0;
  let isAtRoot = true;

  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const chance = (probability: number) => random() < probability;

  function variable(type: GraphQLInputType, value: unknown): string {
    const name = `v${variables.size}`;
    variables.set(name, { type: String(type), value });
    return `$${name}`;
  }

  function inputValue(type: GraphQLInputType, name: string): unknown {
    if (isNonNullType(type)) return inputValue(type.ofType, name);
    if (isListType(type)) return [inputValue(type.ofType, name)];
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (!isInputObjectType(type)) return pick(values(getNamedType(type).name, name));
    const fields = Object.values(type.getFields());
    const chosen = fields.filter((field) => isNonNullType(field.type) || chance(1.5 / fields.length));
    if (isAtRoot) for (const field of chosen) inputs.add(`${type.name}.${field.name}`);
    return Object.fromEntries(chosen.map((field) => [field.name, inputValue(field.type, field.name)]));
  }

  function argumentsOf(parent: string, field: GraphQLField<unknown, unknown>): string {
    const isLookup = field.args.length > 1 && field.args.every(({ name }) => name !== 'first');
    const chosen = isLookup
      ? [pick(field.args)]
      : field.args.filter((each) => isNonNullType(each.type) || chance(0.4));
    const given = chosen.filter(({ name }) => name !== 'after');
    isAtRoot = parent === root?.name;
    if (isAtRoot) for (const { name } of given) inputs.add(`${parent}.${field.name}(${name}:)`);
    return given.length === 0
      ? ''
      : `(${given.map((each) => `${each.name}: ${argumentValue(each)}`).join(', ')})`;
  }

  function argumentValue({ name, type }: GraphQLArgument): string {
    const value = inputValue(type, name);
    return typeof value === 'number' && chance(0.5) ? String(value) : variable(type, value);
  }

  function fieldSelection(
    parent: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    depth: number,
  ): string {
    const below = getNamedType(field.type);
    const alias = chance(0.25) && aliases < 15 ? `a${aliases++}: ` : '';
    const directive = chance(0.1)
      ? ` @include(if: ${variable({ toString: () => 'Boolean!' } as GraphQLInputType, true)})`
      : '';
    const head = `${alias}${field.name}${argumentsOf(parent.name, field)}${directive}`;
    return isObjectType(below) ? `${head} { ${selection(below, depth + 1)} }` : head;
  }

  function selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < MAX_DEPTH || isLeafType(getNamedType(field.type)),
    );
    const preferred = fields.filter((field) => isPreferred(`${type.name}.${field.name}`));
    const wanted = 1 + Math.floor(random() * 5);
    const chosen = new Set<GraphQLField<unknown, unknown>>();
    for (let each = 0; each < wanted && fields.length > 0; each += 1) {
      chosen.add(preferred.length > 0 && chance(0.75) ? pick(preferred) : pick(fields));
    }
    const parts = [...chosen].map((field) => fieldSelection(type, field, depth));
    if (chance(0.2) || parts.length === 0) parts.push('__typename');
    // The same key with other arguments in one place would not be valid: each part stands once.
    if (chance(0.2)) return `... on ${type.name} { ${parts.join(' ')} }`;
    if (chance(0.15)) {
      const name = `F${fragments.length}`;
      fragments.push(`fragment ${name} on ${type.name} { ${parts.join(' ')} }`);
      return `...${name}`;
    }
    return parts.join(' ');
  }

  if (!root) throw new Error('The schema has no queries.');
  const body = selection(root, 0);
  const declared = [...variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ');
  return {
    query: [`query${declared && ` (${declared})`} { ${body} }`, ...fragments].join('\n'),
    variables: Object.fromEntries([...variables].map(([name, { value }]) => [name, value])),
    inputs,
  };
}
