import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** One key: its outermost fields. */
export interface KeyFacts {
  readonly fields: readonly string[];
  readonly isResolvable: boolean;
}

/** What the federation directives of a subgraph say, as far as its data need it. */
export interface SubgraphFacts {
  readonly name: string;
  readonly keys: ReadonlyMap<string, readonly KeyFacts[]>;
  readonly interfaces: ReadonlySet<string>;
  readonly interfaceObjects: ReadonlySet<string>;
  /** The outermost fields that a field requires, by its coordinate. */
  readonly requires: ReadonlyMap<string, readonly string[]>;
}

/** Reads the directives by their usual names. */
export function readSubgraphFacts(name: string, document: DocumentNode): SubgraphFacts {
  const keys = new Map<string, readonly KeyFacts[]>();
  const [interfaces, interfaceObjects] = [new Set<string>(), new Set<string>()];
  const requires = new Map<string, readonly string[]>();
  for (const definition of document.definitions) {
    const isInterface = definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!isInterface && !isObject(definition)) continue;
    const type = definition.name.value;
    const directives = definition.directives ?? [];
    if (isInterface) interfaces.add(type);
    if (directives.some((each) => each.name.value === 'interfaceObject')) interfaceObjects.add(type);
    const own = directives.filter((each) => each.name.value === 'key');
    if (own.length > 0) keys.set(type, [...(keys.get(type) ?? []), ...own.map(readKey)]);
    for (const field of definition.fields ?? []) {
      const required = field.directives?.find((each) => each.name.value === 'requires');
      if (required) requires.set(`${type}.${field.name.value}`, fieldsOf(required));
    }
  }
  return { name, keys, interfaces, interfaceObjects, requires };
}

function isObject(definition: {
  readonly kind: string;
}): definition is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
}

function readKey(directive: ConstDirectiveNode): KeyFacts {
  const resolvable = directive.arguments?.find((each) => each.name.value === 'resolvable')?.value;
  const isResolvable = resolvable?.kind !== Kind.BOOLEAN || resolvable.value;
  return { fields: fieldsOf(directive), isResolvable };
}

function fieldsOf(directive: ConstDirectiveNode): readonly string[] {
  const fields = directive.arguments?.find((each) => each.name.value === 'fields')?.value;
  if (fields?.kind !== Kind.STRING) return [];
  const [operation] = parse(`{ ${fields.value} }`).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? outermost(operation.selectionSet) : [];
}

function outermost(selectionSet: SelectionSetNode): readonly string[] {
  return selectionSet.selections.flatMap((each) =>
    each.kind === Kind.FIELD
      ? [each.name.value]
      : each.kind === Kind.INLINE_FRAGMENT
        ? outermost(each.selectionSet)
        : [],
  );
}
