import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { type Code, joinCode, js, quote } from './code.ts';
import { coveringTypes } from './covering-types.ts';
import type { Placed, PlacedSelection } from './place-selection.ts';
import type { Shape } from './shape.ts';
import { writeLeaf } from './write-leaf.ts';
import { readKey, type WriteElement, writeAnyLists, writeLists } from './write-lists.ts';
import type { Writing } from './writing.ts';

/**
 * Writes the function `(object, record, reading)` that takes what a fetch selects out of one object of its answer
 * into a record that is there already: the root, or an entity. Nothing else in the object is looked at.
 *
 * @param root the type of the objects; undefined for entities, whose records know theirs.
 */
export function writeReader(
  writing: Writing,
  selection: PlacedSelection,
  root: GraphQLNamedType | undefined,
): Code {
  const { book } = writing;
  const name = book.name('o');
  const checks = root
    ? []
    : selection.typeKeys.map((key) => {
        const told = readKey(js`w`, key);
        return js`{const t=${told};if(t!==undefined&&t!==r.t&&!refine(r,t)){bad(x);return}}`;
      });
  const body = writeFields(writing, selection.fields, root);
  book.add(js`function ${name}(w,r,x){
if(typeof w!=="object"||w===null||Array.isArray(w)){bad(x);return}
${joinCode(checks)}${body}}
`);
  return name;
}

/** Writes the function `(value, old, reading)` from a value that is not null to a record: `old` where it is one. */
function writeObjectReader(
  writing: Writing,
  selection: PlacedSelection,
  shape: Shape,
  type: GraphQLNamedType | undefined,
): Code {
  const { book } = writing;
  const name = book.name('o');
  const own = isObjectType(type) ? quote(type.name) : js`undefined`;
  const told = selection.typeKeys.map((key) => readKey(js`w`, key));
  const fits = type ? js`${book.constant(writing.types.under(type.name))}.has(t)` : js`typeof t==="string"`;
  const check =
    told.length === 0 ? js`` : js`if(t===undefined)t=${own};else if(!${fits})return keep(old,x);\n`;
  book.add(js`function ${name}(w,old,x){
if(typeof w!=="object"||Array.isArray(w))return keep(old,x);
let t=${told.length === 0 ? own : joinCode(told, '??')};
${check}let r;
if(old instanceof ${shape.record}){r=old;if(t!==undefined&&t!==r.t&&!refine(r,t))return keep(old,x)}else r=new ${shape.record}(t);
${writeFields(writing, selection.fields, type)}return r}
`);
  return name;
}

/** Writes what reads fields of `w` into `r`, each only where the object is of its types. */
function writeFields(writing: Writing, fields: readonly Placed[], type: GraphQLNamedType | undefined): Code {
  const pieces = fields.map((field) => {
    const open = openConditions(writing, field.conditions, type);
    if (open === undefined) return js``;
    const parent = ownerOf(writing, field, type);
    const read = writeField(writing, field, parent);
    return open.length === 0 ? read : js`if(${joinCode(open, '&&')}){${read}}\n`;
  });
  return joinCode(pieces);
}

/** The tests that are left to the moment; undefined when an object of the type never passes them. */
function openConditions(
  { types, book }: Writing,
  conditions: readonly string[],
  type: GraphQLNamedType | undefined,
): readonly Code[] | undefined {
  const open: Code[] = [];
  for (const condition of conditions) {
    const names = types.under(condition);
    if (type && isObjectType(type)) {
      if (!names.has(type.name)) return undefined;
      continue;
    }
    if (type && type.name === condition) continue;
    const found = isAbstractType(type) ? js`(r.t===undefined?${quote(type.name)}:r.t)` : js`r.t`;
    open.push(
      names.size === 1 ? js`${found}===${quote(condition)}` : js`${book.constant(names)}.has(${found})`,
    );
  }
  return open;
}

/**
 * The name of the type whose field it is: of all that the object must be, one that has such a field, an object type
 * rather than an interface. Unions have none, and a value of which no type is known could be anything.
 */
function ownerOf(
  { schema }: Writing,
  { conditions, field }: Placed,
  type: GraphQLNamedType | undefined,
): string | undefined {
  if (isObjectType(type)) return type.name;
  const names = [...conditions.toReversed(), ...(type ? [type.name] : [])];
  const owners = names.filter((name) => fieldOf(schema, name, field));
  return owners.find((name) => isObjectType(schema.getType(name))) ?? owners[0] ?? names[0];
}

function writeField(writing: Writing, placed: Placed, parent: string | undefined): Code {
  const { key, field, slot, below } = placed;
  const definition = fieldOf(writing.schema, parent, field);
  const named = definition && getNamedType(definition.type);
  const property = js`r.${slot.property}`;
  let element: WriteElement;
  if (below && slot.below) {
    const reader = writeObjectReader(writing, below, slot.below, named);
    element = (value, old) => js`${reader}(${value},${old},x)`;
  } else {
    const ids = coveringTypes(writing, parent, field);
    element = (value, _, owner, index) => {
      const leaf = writeLeaf(value, named);
      const id = js`x.take(${value},${owner},${index})`;
      if (ids === 'none') return js`(${leaf})`;
      return ids === 'all' ? id : js`(${writing.book.constant(ids)}.has(r.t)?${id}:${leaf})`;
    };
  }
  const index = js`${quote(slot.property)}`;
  const value = js`v`;
  const read = definition
    ? writeLists(writing.book, definition.type, element)(value, property, js`r`, index)
    : writeAnyLists(writing.book, element)(value, property, js`r`, index);
  return js`{const v=${readKey(js`w`, key)};if(v!==undefined)${property}=v===null?null:${read}}\n`;
}

function fieldOf(schema: GraphQLSchema, parent: string | undefined, field: string) {
  const type = parent === undefined ? undefined : schema.getType(parent);
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
}
