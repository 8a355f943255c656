import {
  type FieldNode,
  type GraphQLCompositeType,
  isAbstractType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { planResponseName } from '../../planning/rename-aliases.ts';
import type { Counting } from './accounting.ts';
import { assembleObject, type ObjectField } from './assemble-object.ts';
import { type Code, joinCode, js, quote } from './code.ts';
import {
  anyOf,
  type CollectedField,
  type Collecting,
  collectFields,
  type GuardedSet,
} from './collect-fields.ts';
import { printGiven } from './read-selection.ts';
import { findSlots, type Shape } from './shape.ts';
import { type Conversion, writeConversion } from './write-conversion.ts';
import { type GivenField, writeCounts } from './write-counts.ts';
import type { Writing } from './writing.ts';

/** What the writing of an answer depends on besides the graph. */
export interface Projecting extends Writing, Collecting {
  readonly deniedNodes: ReadonlySet<FieldNode>;
  readonly maskOf: (coordinate: string) => ((value: unknown) => unknown) | undefined;
  readonly providerOf: (subgraph: string) => string;
  /** Undefined where nothing is counted. */
  readonly counting: Counting | undefined;
  /** What projectors are handed besides record and projection: the person, where there is counting. */
  readonly carried: Code;
}

/** A field as it is written into an object, and counted. */
interface WrittenField extends Pick<ObjectField, 'code' | 'isId'> {
  /** Undefined where nothing of it can be given. */
  readonly given?: GivenField;
}

/**
 * Writes the function `(record, projection)` that gives an object of the answer in the shape that was asked, or null where a null went up
 * to it. Denied fields are null, and a value whose field is not asked is not read.
 *
 * @see https://spec.graphql.org/October2021/#sec-Handling-Field-Errors
 */
export function writeProjector(
  projecting: Projecting,
  sets: readonly GuardedSet[],
  shape: Shape,
  type: GraphQLCompositeType,
): Code {
  const { book, types } = projecting;
  const known = new Map<string, Code>();
  const numbers = new Map<unknown, number>();

  function numberOf(key: unknown): number {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  }

  /** Writes what chooses among the types that an object can be of; the same is written once. */
  function writeObjects(
    below: readonly GuardedSet[],
    at: Shape,
    parent: GraphQLCompositeType,
    giver?: string,
  ): Code {
    const asks = below.map(({ set, guard, parent: type }) => `${numberOf(set)} ${type.name}?${guard}`);
    const key = [at.record, parent.name, ...asks].join(' ');
    const name = known.get(key) ?? book.name('p');
    if (!known.has(key)) {
      known.set(key, name);
      book.add(js`function ${name}(r,x${projecting.carried}){${writeTypes(below, at, parent, giver)}}\n`);
    }
    return name;
  }

  function writeTypes(
    below: readonly GuardedSet[],
    at: Shape,
    parent: GraphQLCompositeType,
    giver: string | undefined,
  ): Code {
    if (!isAbstractType(parent)) return writeObject(below, at, parent, parent.name, giver);
    const variants = new Map<Code, Code[]>();
    const write = (name: string, label: Code) => {
      const body = writeObject(below, at, parent, name, giver);
      variants.set(body, [...(variants.get(body) ?? []), label]);
    };
    for (const name of types.under(parent.name)) {
      // A union is no type that an object can say it is.
      if (name !== parent.name || isInterfaceType(parent)) write(name, js`case ${quote(name)}:`);
    }
    write(parent.name, js`case undefined:`);
    const cases = [...variants].map(([body, labels]) => js`${joinCode(labels)}{${body}}\n`);
    return js`switch(r.t){\n${joinCode(cases)}default:return odd(x)}`;
  }

  function writeObject(
    below: readonly GuardedSet[],
    at: Shape,
    parent: GraphQLCompositeType,
    name: string,
    giver: string | undefined,
  ): Code {
    const given: GivenField[] = [];
    const fields = collectFields(projecting, below, name).map((field, index): ObjectField => {
      const local = js`f${index}`;
      const { given: counted, ...written } = writeField(field, local, at, parent, name);
      if (counted) given.push(counted);
      return { ...field, local, ...written };
    });
    const counts =
      fields.length > 0 ? writeCounts(projecting, { name, shape: at, giver, fields: given }) : js``;
    return js`${counts}${assembleObject(fields)}`;
  }

  function writeField(
    field: CollectedField,
    local: Code,
    at: Shape,
    parent: GraphQLCompositeType,
    name: string,
  ): WrittenField {
    const { definition, mentions } = field;
    if (!definition)
      return {
        code: writeTypename(local, parent, name, isObjectType(projecting.schema.getType(name))),
        isId: false,
      };
    const isNonNull = isNonNullType(definition.type);
    const nothing = isNonNull ? js`return null;` : js`${local}=null;`;
    const denied = mentions.filter(({ node }) => projecting.deniedNodes.has(node)).map(({ guard }) => guard);
    const isDenied = denied.length > 0 && anyOf(denied) === anyOf(mentions.map(({ guard }) => guard));
    if (isDenied) return { code: nothing, isId: false };

    const [{ node }] = mentions;
    const isComposite = mentions.some(({ below }) => below);
    const given = printGiven(node.arguments);
    const slot = [planResponseName(node), field.name]
      .flatMap((name) => findSlots(at, name, node.name.value, given))
      .find((each) => (each.below !== undefined) === isComposite);
    // Nothing fetches it: everything that would is denied or left out.
    if (!slot) return { code: nothing, isId: false };
    const agency = projecting.providerOf(slot.subgraph);
    const provider = book.constant(agency);
    const conversion = writeConversion(projecting, definition, name, provider, (type) => {
      const sets = mentions.flatMap(({ below }) => below ?? []);
      return slot.below && writeObjects(sets, slot.below, type, agency);
    });
    const value = writeValue(local, js`r.${slot.property}`, isNonNull, provider, conversion);
    const asked = anyOf(mentions.map(({ guard }) => guard));
    const hidden = denied.length > 0 ? js`!(${anyOf(denied)})` : js``;
    const guards = [asked === js`` ? js`` : js`(${asked})`, hidden].filter((each) => each !== js``);
    return {
      code: denied.length > 0 ? js`if(${anyOf(denied)}){${nothing}}else{${value}}` : value,
      isId: conversion.isId,
      given: {
        field: definition.name,
        property: js`r.${slot.property}`,
        providers: [...new Set(slot.suppliers.map(projecting.providerOf))],
        guard: joinCode(guards, '&&'),
      },
    };
  }

  return writeObjects(sets, shape, type);
}

/** Writes the type of an object, which must be known by now. */
function writeTypename(local: Code, parent: GraphQLCompositeType, name: string, isObjectName: boolean): Code {
  if (!isAbstractType(parent)) return js`${local}=${quote(name)};`;
  return isObjectName ? js`${local}=r.t;` : js`return odd(x);`;
}

/** Writes the way of a value from its record to a local variable. */
function writeValue(
  local: Code,
  slot: Code,
  isNonNull: boolean,
  provider: Code,
  { convert, canGiveNull }: Conversion,
): Code {
  const found = js`${local}=${slot};`;
  const missing = js`${local}===undefined||${local}===null`;
  const converted = convert && js`${local}=${convert(local)};`;
  if (!isNonNull) {
    return converted
      ? js`${found}if(${missing})${local}=null;else ${converted}`
      : js`${found}if(${local}===undefined)${local}=null;`;
  }
  const check = canGiveNull ? js`if(${local}===null)return null;` : js``;
  return js`${found}if(${missing})return broken(x,${provider});${converted ?? js``}${check}`;
}
