import fc from 'fast-check';
import {
  type DocumentNode,
  doTypesOverlap,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
} from 'graphql';

/** A valid operation with values for its variables. */
export interface RandomOperation {
  readonly text: string;
  readonly document: DocumentNode;
  /** The first operation of the document; there may be a second. */
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What may stand in the operations. */
export interface OperationWishes {
  readonly introspection?: boolean;
  readonly mutations?: boolean;
  /** Fields of one name on several types of an interface or union, side by side. */
  readonly twins?: boolean;
}

const MAX_DEPTH = 4;

/**
 * Operations that are valid against a schema: aliases, fragments of every kind, used once or several times,
 * directives, arguments in literals and variables at every depth.
 */
export function randomOperation(
  schema: GraphQLSchema,
  wishes: OperationWishes = {},
): fc.Arbitrary<RandomOperation> {
  return fc
    .array(fc.nat(0xffff), { maxLength: 300, size: 'max' })
    .map((numbers) => writeOperation(schema, numbers, wishes))
    .filter(({ document }) => validate(schema, document).length === 0);
}

/** The operation that these numbers choose. Rarely, it asks for two types of value under one name, and is not valid. */
export function writeOperation(
  schema: GraphQLSchema,
  numbers: readonly number[],
  wishes: OperationWishes = {},
): RandomOperation {
  return new Writer(schema, wishes, numbers).write();
}

/** The texts are written by choices; where numbers run out, every choice is the smallest. */
class Writer {
  private readonly schema: GraphQLSchema;
  private readonly wishes: OperationWishes;
  private readonly numbers: readonly number[];
  private used = 0;
  private names = 0;
  private readonly fragments = new Map<
    string,
    { readonly type: GraphQLCompositeType; readonly text: string }
  >();
  private definitions: string[] = [];
  private readonly values: [string, unknown][] = [];

  constructor(schema: GraphQLSchema, wishes: OperationWishes, numbers: readonly number[]) {
    this.schema = schema;
    this.wishes = wishes;
    this.numbers = numbers;
  }

  write(): RandomOperation {
    const mutation = this.schema.getMutationType();
    const isMutation = this.wishes.mutations === true && mutation && this.chance(4);
    const root = isMutation ? mutation : this.schema.getQueryType();
    const body = this.selectionSet(root as GraphQLObjectType, 0);
    const first = `${isMutation ? 'mutation' : 'query'} First${this.variableList()} ${body}`;
    const second = this.chance(4) ? this.secondOperation() : '';
    const fragments = [...this.fragments].map(
      ([name, { type, text }]) => `fragment ${name} on ${type.name} ${text}`,
    );
    const document = parse([first, second, ...fragments].join('\n'));
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION)
      throw new Error('The first definition is an operation.');
    const [text, variables] = [print(document), Object.fromEntries(this.values)];
    const shown = { [fc.toStringMethod]: () => `${text} ${JSON.stringify(variables)}` };
    return { text, document, operation, variables, ...shown };
  }

  private secondOperation(): string {
    this.definitions = [];
    const body = this.selectionSet(this.schema.getQueryType() as GraphQLObjectType, 2);
    return `query Second${this.variableList()} ${body}`;
  }

  private variableList(): string {
    return this.definitions.length > 0 ? `(${this.definitions.join(', ')})` : '';
  }

  private next(bound: number): number {
    return (this.numbers[this.used++] ?? 0) % bound;
  }

  private chance(oneIn: number): boolean {
    return this.next(oneIn) === oneIn - 1;
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[this.next(items.length)] as Item;
  }

  private name(prefix: string): string {
    this.names += 1;
    return `${prefix}${this.names}`;
  }

  private selectionSet(type: GraphQLCompositeType, depth: number): string {
    const selections = Array.from({ length: 1 + this.next(depth === 0 ? 5 : 4) }, () =>
      this.selection(type, depth),
    );
    return `{ ${selections.join(' ')} }`;
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    if (this.wishes.twins && isAbstractType(type) && this.chance(2)) return this.twins(type, depth);
    if (depth < MAX_DEPTH && this.chance(4)) return this.fragment(type, depth);
    if (this.wishes.introspection && type === this.schema.getQueryType() && this.chance(3)) {
      return this.introspection();
    }
    const fields = isUnionType(type)
      ? []
      : Object.values(type.getFields()).filter(
          (field) => depth < MAX_DEPTH || isLeafType(getNamedType(field.type)),
        );
    if (fields.length === 0 || this.chance(10)) return this.pick(['__typename', 't: __typename']);
    return this.field(this.pick(fields), depth);
  }

  private introspection(): string {
    const alias = this.pick(['', `${this.name('i')}: `]);
    const inner = this.pick(['{ name }', `{ ...${this.typeFragment()} }`, '{ ... on __Type { kind } }']);
    return this.pick([
      `${alias}__schema { queryType ${inner} }`,
      `${this.name('i')}: __type(name: "Citizen") ${inner}`,
    ]);
  }

  private typeFragment(): string {
    const type = this.schema.getType('__Type') as GraphQLObjectType;
    if (!this.fragments.has('TypeParts')) this.fragments.set('TypeParts', { type, text: '{ name kind }' });
    return 'TypeParts';
  }

  private fragment(type: GraphQLCompositeType, depth: number): string {
    const overlapping = Object.values(this.schema.getTypeMap())
      .filter(isCompositeType)
      .filter((each) => !each.name.startsWith('__') && doTypesOverlap(this.schema, each, type));
    const kind = this.next(4);
    const directive = this.directive();
    if (kind === 0) return `...${directive} ${this.selectionSet(type, depth + 1)}`;
    const condition = this.pick(overlapping);
    if (kind === 1) return `... on ${condition.name}${directive} ${this.selectionSet(condition, depth + 1)}`;
    const known = [...this.fragments].filter(([, each]) => doTypesOverlap(this.schema, each.type, type));
    // A fragment is known once it is written, so that none can spread itself.
    if (kind === 2 && known.length > 0) return `...${this.pick(known)[0]}${directive}`;
    const name = this.name('F');
    const text = this.selectionSet(condition, depth + 1);
    this.fragments.set(name, { type: condition, text });
    return `...${name}${directive}`;
  }

  private twins(type: GraphQLAbstractType, depth: number): string {
    const possible = this.schema
      .getPossibleTypes(type)
      .map((each) => ({ name: each.name, fields: each.getFields() }));
    const known = possible.flatMap(({ fields }) =>
      Object.values(fields).filter(({ args }) => args.length === 0),
    );
    const twice = known.filter((one, index) =>
      known.some(
        (other, at) => at < index && other.name === one.name && String(other.type) === String(one.type),
      ),
    );
    const twin = this.pick(twice);
    const isComposite = twin !== undefined && isCompositeType(getNamedType(twin.type));
    if (!twin || (isComposite && depth >= MAX_DEPTH)) return '__typename';
    return possible
      .filter(({ fields }) => String(fields[twin.name]?.type) === String(twin.type))
      .map(({ name }) => {
        const below = isComposite
          ? this.selectionSet(getNamedType(twin.type) as GraphQLCompositeType, depth + 1)
          : '';
        return `... on ${name} { ${twin.name} ${below} }`;
      })
      .join(' ');
  }

  private directive(): string {
    if (!this.chance(5)) return '';
    const name = this.pick(['include', 'skip']);
    const condition = this.chance(2)
      ? this.variable('Boolean!', this.chance(2))
      : this.pick(['true', 'false']);
    return ` @${name}(if: ${condition})`;
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const given = field.args.flatMap((argument) =>
      (isNonNullType(argument.type) && argument.defaultValue === undefined) || this.chance(2)
        ? [`${argument.name}: ${this.literal(argument.type, 0)}`]
        : [],
    );
    const alias = field.args.length > 0 || this.chance(5) ? `${this.name('a')}: ` : '';
    const below = isCompositeType(type) ? ` ${this.selectionSet(type, depth + 1)}` : '';
    const argumentList = given.length > 0 ? `(${given.join(', ')})` : '';
    return `${alias}${field.name}${argumentList}${this.directive()}${below}`;
  }

  private variable(type: string, value: unknown): string {
    const name = this.name('v');
    this.definitions.push(`$${name}: ${type}`);
    this.values.push([name, value]);
    return `$${name}`;
  }

  private literal(type: GraphQLInputType, depth: number): string {
    if (this.chance(3)) return this.variable(String(type), this.value(type, depth));
    const nullable = getNullableType(type);
    if (nullable === type && this.chance(8)) return 'null';
    if (isListType(nullable)) {
      const items = Array.from({ length: this.next(3) }, () => this.literal(nullable.ofType, depth));
      return `[${items.join(', ')}]`;
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields())
        .filter((field) => isNonNullType(field.type) || (depth < 3 && this.chance(3)))
        .map((field) => `${field.name}: ${this.literal(field.type, depth + 1)}`);
      return `{ ${fields.join(', ')} }`;
    }
    if (isEnumType(nullable)) return this.pick(nullable.getValues()).name;
    return JSON.stringify(this.value(nullable, depth));
  }

  private value(type: GraphQLInputType, depth: number): unknown {
    const nullable = getNullableType(type);
    if (nullable === type && this.chance(8)) return null;
    if (isListType(nullable)) {
      return Array.from({ length: this.next(3) }, () => this.value(nullable.ofType, depth));
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 3 && this.chance(3)),
      );
      return Object.fromEntries(fields.map((field) => [field.name, this.value(field.type, depth + 1)]));
    }
    if (isEnumType(nullable)) return this.pick(nullable.getValues()).name;
    switch (nullable.name) {
      case 'Int':
      case 'Float':
        return this.next(9);
      case 'Boolean':
        return this.chance(2);
      default:
        return `value-${this.next(9)}`;
    }
  }
}
