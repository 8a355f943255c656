import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';

const ROOT_TYPES = ['Query', 'Mutation'];
/** Arguments that steer a list and compare with nothing. */
const LIST_ARGUMENTS = ['first', 'after', 'filter'];

/** Everything in a schema that has no description, as coordinates. */
export function findUndescribed(schema: DocumentNode): readonly string[] {
  const undescribed: string[] = [];
  const look = (coordinate: string, node: { readonly description?: unknown }) => {
    if (!node.description) undescribed.push(coordinate);
  };
  for (const definition of schema.definitions) {
    if (!('name' in definition) || !definition.name || definition.kind === Kind.OPERATION_DEFINITION)
      continue;
    const type = definition.name.value;
    if (!ROOT_TYPES.includes(type)) look(type, definition as { description?: unknown });
    if ('arguments' in definition) {
      for (const each of definition.arguments ?? []) look(`@${type}(${each.name.value}:)`, each);
    }
    if ('values' in definition) {
      for (const value of definition.values ?? []) look(`${type}.${value.name.value}`, value);
    }
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? []) {
      look(`${type}.${field.name.value}`, field);
      const fieldArguments = field.kind === Kind.FIELD_DEFINITION ? (field.arguments ?? []) : [];
      for (const each of fieldArguments) look(`${type}.${field.name.value}(${each.name.value}:)`, each);
    }
  }
  return undescribed;
}

/** The class of every field that has one, its own or that of its type. */
export function readClasses(schema: DocumentNode): ReadonlyMap<string, string> {
  return new Map(
    dataFields(schema).flatMap(({ type, field }) => {
      const directive = find(field.directives, 'classified') ?? find(type.directives, 'classified');
      const as = directive?.arguments?.find(({ name }) => name.value === 'as')?.value;
      return as ? [[`${type.name.value}.${field.name.value}`, String(valueFromASTUntyped(as))]] : [];
    }),
  );
}

/** Fields of rows that have no class. */
export function findUnclassified(schema: DocumentNode): readonly string[] {
  const classes = readClasses(schema);
  return dataFields(schema)
    .map(({ type, field }) => `${type.name.value}.${field.name.value}`)
    .filter((coordinate) => !classes.has(coordinate));
}

/** Fields of rows that cannot be null although they are not keys: taking one away would empty a list. */
export function findUntakeable(schema: DocumentNode): readonly string[] {
  return dataFields(schema)
    .filter(
      ({ type, field }) =>
        field.type.kind === Kind.NON_NULL_TYPE && !keyFields(type).includes(field.name.value),
    )
    .map(({ type, field }) => `${type.name.value}.${field.name.value}`);
}

/** Inputs of queries that do not say what they are compared with. */
export function findUnread(schema: DocumentNode): readonly string[] {
  const unread: string[] = [];
  const look = (coordinate: string, input: InputValueDefinitionNode) => {
    if (!find(input.directives, 'reads')) unread.push(coordinate);
  };
  for (const definition of schema.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Query') {
      for (const field of definition.fields ?? []) {
        for (const each of field.arguments ?? []) {
          if (!LIST_ARGUMENTS.includes(each.name.value))
            look(`Query.${field.name.value}(${each.name.value}:)`, each);
        }
      }
    }
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && !find(definition.directives, 'structure')) {
      for (const field of definition.fields ?? [])
        look(`${definition.name.value}.${field.name.value}`, field);
    }
  }
  return unread;
}

/** Entity types that can be looked up here, each with the field that is its key. */
export function readEntityKeys(schema: DocumentNode): ReadonlyMap<string, string> {
  return new Map(
    objectTypes(schema).flatMap((type): readonly [string, string][] => {
      const directive = find(type.directives, 'key');
      const isResolvable = !directive?.arguments?.some(
        ({ name, value }) => name.value === 'resolvable' && valueFromASTUntyped(value) === false,
      );
      const [key] = keyFields(type);
      return directive && isResolvable && key ? [[type.name.value, key]] : [];
    }),
  );
}

function dataFields(
  schema: DocumentNode,
): readonly { readonly type: ObjectTypeDefinitionNode; readonly field: FieldDefinitionNode }[] {
  return objectTypes(schema)
    .filter((type) => !ROOT_TYPES.includes(type.name.value) && !find(type.directives, 'structure'))
    .flatMap((type) => (type.fields ?? []).map((field) => ({ type, field })));
}

function objectTypes(schema: DocumentNode): readonly ObjectTypeDefinitionNode[] {
  return schema.definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);
}

function keyFields(type: ObjectTypeDefinitionNode): readonly string[] {
  const fields = find(type.directives, 'key')?.arguments?.find(({ name }) => name.value === 'fields')?.value;
  return fields ? String(valueFromASTUntyped(fields)).split(' ') : [];
}

function find(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): ConstDirectiveNode | undefined {
  return directives?.find((directive) => directive.name.value === name);
}
