import { type GraphQLSchema, isAbstractType, isCompositeType, isInterfaceType, isObjectType } from 'graphql';

/** What the names of types say of one another. */
export interface TypeNames {
  /**
   * Names under which an object that satisfies a type condition can come: the object types, and the interfaces
   * below it, since an interface object comes under the name of its interface.
   */
  readonly under: (condition: string) => ReadonlySet<string>;
  /** Object types alone; the name itself for a type that clients do not know. */
  readonly objects: (name: string) => readonly string[];
  /** The more exact of two names for one object; undefined when they contradict each other. */
  readonly reconcile: (known: string | undefined, told: unknown) => string | undefined;
}

const kept = new WeakMap<GraphQLSchema, TypeNames>();

/** The type names of a schema, which are read once. */
export function typeNamesOf(schema: GraphQLSchema): TypeNames {
  const names = kept.get(schema) ?? createTypeNames(schema);
  kept.set(schema, names);
  return names;
}

function createTypeNames(schema: GraphQLSchema): TypeNames {
  const known = new Map<string, ReadonlySet<string>>();

  function under(condition: string): ReadonlySet<string> {
    const read = known.get(condition);
    if (read) return read;
    const names = new Set([condition, ...objects(condition)]);
    const type = schema.getType(condition);
    if (isInterfaceType(type)) {
      for (const each of schema.getImplementations(type).interfaces) names.add(each.name);
    }
    known.set(condition, names);
    return names;
  }

  function objects(name: string): readonly string[] {
    const type = schema.getType(name);
    return isAbstractType(type) ? schema.getPossibleTypes(type).map((each) => each.name) : [name];
  }

  return {
    under,
    objects,
    reconcile(one, told) {
      if (one === told) return one;
      if (typeof told !== 'string') return undefined;
      if (one === undefined) return isCompositeType(schema.getType(told)) ? told : undefined;
      if (!isObjectType(schema.getType(one)) && under(one).has(told)) return told;
      return under(told).has(one) ? one : undefined;
    },
  };
}
