import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type Code, js } from './code.ts';
import type { Projecting } from './write-projector.ts';

/** What becomes of a value that is not null on its way into the answer. */
export interface Conversion {
  /** Undefined for what goes as it is. */
  readonly convert: ((value: Code) => Code) | undefined;
  readonly canGiveNull: boolean;
  /** True where the value is one spine form. */
  readonly isId: boolean;
}

const AS_IT_IS: Conversion = { convert: undefined, canGiveNull: false, isId: false };
const NOTHING: Conversion = { convert: () => js`null`, canGiveNull: true, isId: false };

/**
 * Writes what becomes of the value of a field: enums are checked, masks put on, ids turned into the consumer's,
 * objects projected, lists gone through.
 *
 * @param parent the type of the object that has the field; where it is abstract, what any of its types would hide is
 *   null.
 * @param provider the agency that is told of when the value does not fit.
 * @param writeObjects writes the projector of what is below the field.
 */
export function writeConversion(
  projecting: Projecting,
  { name, type }: GraphQLField<unknown, unknown>,
  parent: string,
  provider: Code,
  writeObjects: (type: GraphQLCompositeType) => Code | undefined,
): Conversion {
  const { book, types, pairwise, maskOf } = projecting;
  const named = getNamedType(type);
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isCompositeType(named)) {
    const objects = writeObjects(named);
    if (!objects) return NOTHING;
    const convert = (value: Code) => js`${objects}(${value},x${projecting.carried})`;
    return writeLists(projecting, nullable, provider, { convert, canGiveNull: true, isId: false });
  }
  const possible = types.objects(parent);
  const masks = possible.map((each) => maskOf(`${each}.${name}`)).filter((mask) => mask !== undefined);
  const ids = possible.filter((each) => pairwise.has(`${each}.${name}`));
  const isCertain = possible.length === 1;
  // What is hidden from one type must not get out because it is not known which type it is.
  if (masks.length > 0 && ids.length > 0) return NOTHING;
  if ((masks.length > 0 || ids.length > 0) && !isCertain) return NOTHING;
  if (ids.length > 0) return writeLists(projecting, nullable, provider, { ...AS_IT_IS, isId: true });
  const check = isEnumType(named) ? js`${book.constant(enumValues(projecting, named.name))}` : undefined;
  const mask = masks[0] && book.constant(masks[0]);
  if (!check && !mask) return writeLists(projecting, nullable, provider, AS_IT_IS);
  // A value that is kept from clients is a null to them, and nobody's fault where it may be one.
  const unknown = isNonNullElement(type) ? js`odd(x,${provider})` : js`null`;
  const convert = (value: Code): Code => {
    const checked = check ? js`(${check}.has(${value})?${value}:${unknown})` : value;
    return mask ? js`masked(${mask},${checked})` : checked;
  };
  return writeLists(projecting, nullable, provider, { convert, canGiveNull: true, isId: false });
}

/** True when no null may stand in the place of one value of a type, inside of all its lists. */
function isNonNullElement(type: GraphQLOutputType): boolean {
  if (isNonNullType(type)) return isListType(type.ofType) ? isNonNullElement(type.ofType.ofType) : true;
  return isListType(type) && isNonNullElement(type.ofType);
}

const enums = new WeakMap<object, Map<string, ReadonlySet<string>>>();

/** The values of an enum that clients know. */
function enumValues({ schema }: Projecting, name: string): ReadonlySet<string> {
  const known = enums.get(schema) ?? new Map<string, ReadonlySet<string>>();
  enums.set(schema, known);
  const type = schema.getType(name);
  const values =
    known.get(name) ?? new Set(isEnumType(type) ? type.getValues().map((value) => value.name) : []);
  known.set(name, values);
  return values;
}

/** Puts the lists of a type around what becomes of their elements. */
function writeLists(
  projecting: Projecting,
  type: GraphQLOutputType,
  provider: Code,
  element: Conversion,
): Conversion {
  if (!isListType(type)) return element;
  const isNonNull = isNonNullType(type.ofType);
  const inner = writeLists(projecting, isNonNull ? type.ofType.ofType : type.ofType, provider, element);
  const name = projecting.book.name('l');
  const missing = isNonNull ? js`return broken(x,${provider})` : js`{o.push(null);continue}`;
  const isNothing = isNonNull && inner.canGiveNull ? js`if(c===null)return null;` : js``;
  const put = inner.isId
    ? js`o.push(null);x.give(e,o,i)`
    : js`const c=${inner.convert ? inner.convert(js`e`) : js`e`};${isNothing}o.push(c)`;
  projecting.book.add(js`function ${name}(v,x${projecting.carried}){
if(!Array.isArray(v))return odd(x,${provider});
const o=[];
for(let i=0;i<v.length;i++){const e=v[i];if(e===null||e===undefined)${missing};${put}}
return o}
`);
  return { convert: (value) => js`${name}(${value},x${projecting.carried})`, canGiveNull: true, isId: false };
}
