import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isObjectType } from 'graphql';
import { type Code, joinCode, js, quote } from './code.ts';
import { coveringTypes } from './covering-types.ts';
import { fieldsOf, type Needed, namesIn } from './needed-fields.ts';
import { inside, type Rewriting, rewriteType, rewritingsOf } from './representation-rewrites.ts';
import type { Representing } from './representing.ts';
import type { Shape, Slot } from './shape.ts';
import { type Member, writeMembers } from './write-members.ts';
import type { Writing } from './writing.ts';

/** The functions that ask for the entities of one place of the answer. */
export interface WrittenRepresentation {
  /**
   * The name of the function `(record, take)` that gives an entity as the JSON text that its subgraph is asked by, or
   * undefined where it is of no type that is asked for or something that is needed was not fetched. `take` gives the
   * text of a pairwise id.
   */
  readonly represent: Code;
  /** The name of the function `(record)` that gives what tells the entities apart, where one value does. */
  readonly keyOf: Code;
  readonly ids: Representing['ids'];
  readonly space: string;
}

/** Writes, and is told of pairwise ids on the way. */
interface Noting extends Writing {
  readonly noteId: () => void;
}

/** Objects of which the same is needed. */
interface Variant {
  /** The names under which they can come, with those that a subgraph is asked by; none where they do not say. */
  readonly asked: Map<string, string>;
  readonly fields: readonly Needed[];
  readonly rewritings: readonly Rewriting[];
}

/** Writes the functions that ask for entities. */
export function writeRepresentation(
  writing: Writing,
  requires: readonly QueryPlanSelectionNode[],
  shape: Shape,
  rewrites: readonly FetchDataRewrite[],
): WrittenRepresentation {
  const rewritings = rewrites.map((rewrite) => ({ path: rewrite.path, rewrite }));
  let hasIds = false;
  const noteId = () => {
    hasIds = true;
  };
  const represent = writeObject({ ...writing, noteId }, requires, shape, rewritings, true);
  const keyOf = writeKey(writing, requires, shape);
  return {
    represent,
    keyOf: keyOf ?? js`undefined`,
    ids: hasIds ? (keyOf ? 'key' : 'some') : 'none',
    space: JSON.stringify([requires, rewrites]),
  };
}

/** Most entities are of one type and have a key of one value, which says all without being written as text. */
function writeKey(
  writing: Writing,
  requires: readonly QueryPlanSelectionNode[],
  shape: Shape,
): Code | undefined {
  const [name, ...others] = namesIn(writing.types, requires);
  if (name === undefined || others.length > 0) return undefined;
  const needed = fieldsOf(writing.types, requires, name);
  const [field] = needed.filter((each) => each.name !== '__typename');
  const slot = field && needed.length === 2 && !field.below && slotFor(shape, field);
  if (!slot || slot.below) return undefined;
  const key = writing.book.name('q');
  writing.book.add(js`function ${key}(r){return r.t===${quote(name)}?r.${slot.property}:undefined}\n`);
  return key;
}

function writeObject(
  writing: Noting,
  requires: readonly QueryPlanSelectionNode[],
  shape: Shape,
  rewritings: readonly Rewriting[],
  isEntity: boolean,
): Code {
  const { book } = writing;
  const variants = new Map<string, Variant>();
  for (const name of namesIn(writing.types, requires)) {
    const fields = fieldsOf(writing.types, requires, name);
    const { asked, rewritings: own } = rewriteType(writing.types, name, rewritings);
    const key = JSON.stringify([fields, own]);
    const variant = variants.get(key) ?? { asked: new Map(), fields, rewritings: own };
    variants.set(key, variant);
    variant.asked.set(name, asked ?? name);
  }
  const cases = [...variants.values()].map((variant) => {
    const labels = [...variant.asked.keys()].map((name) => js`case ${quote(name)}:`);
    return js`${joinCode(labels)}{${writeFields(writing, variant, shape, isEntity)}}\n`;
  });
  const other = {
    asked: new Map(),
    fields: fieldsOf(writing.types, requires, undefined),
    rewritings: rewriteType(writing.types, undefined, rewritings).rewritings,
  };
  const others = writeFields(writing, other, shape, isEntity);
  const name = book.name('q');
  book.add(js`function ${name}(r,take){switch(r.t){\n${joinCode(cases)}default:{${others}}}}\n`);
  return name;
}

function writeFields(
  writing: Noting,
  { asked, fields, rewritings }: Variant,
  shape: Shape,
  isEntity: boolean,
): Code {
  // Without a type no subgraph would know what it is asked for.
  if (isEntity && !fields.some(({ name }) => name === '__typename')) return js`return`;
  const reads: Code[] = [];
  const tests = new Map<string, Code>([['__typename', js``]]);
  const members: Member[] = [];
  for (const field of fields) {
    const { slot: fetched, name, below } = field;
    const own = rewritingsOf(rewritings, fetched);
    const label = own.reduce(
      (last, { rewrite }) => (rewrite.kind === 'KeyRenamer' ? rewrite.renameKeyTo : last),
      name,
    );
    if (name === '__typename') {
      if (asked.size === 0) reads.push(js`if(r.t===undefined)return;`);
      members.push({ field, label, text: writeType(writing, asked) });
      continue;
    }
    const set = own.findLast(({ rewrite }) => rewrite.kind === 'ValueSetter')?.rewrite;
    if (set?.kind === 'ValueSetter') {
      tests.set(fetched, js``);
      members.push({ field, label, text: writing.book.constant(JSON.stringify(set.setValueTo)) });
      continue;
    }
    const slot = slotFor(shape, field);
    if (!slot) continue;
    const local = writing.book.name('v');
    tests.set(fetched, js`${local}!==undefined`);
    reads.push(js`const ${local}=r.${slot.property};`);
    const text = writeValue(writing, slot, local, below, [...asked.keys()], inside(rewritings, fetched));
    members.push({ field, label, text });
  }
  return fields.length === 0 ? js`return "{}"` : js`${joinCode(reads)}${writeMembers(members, tests)}`;
}

/** Writes the type of an entity as JSON. */
function writeType(writing: Writing, asked: Variant['asked']): Code {
  const [first, ...others] = new Set(asked.values());
  if (first === undefined) return js`JSON.stringify(r.t)`;
  if (others.length === 0) return js`'${quote(first)}'`;
  const texts = new Map([...asked].map(([name, each]) => [name, JSON.stringify(each)]));
  return js`${writing.book.constant(texts)}.get(r.t)`;
}

function writeValue(
  writing: Noting,
  slot: Slot,
  value: Code,
  below: readonly QueryPlanSelectionNode[] | undefined,
  names: readonly string[],
  rewritings: readonly Rewriting[],
): Code {
  if (below && slot.below) {
    const object = writeObject(writing, below, slot.below, rewritings, false);
    return js`textOf(${value},${object},take)`;
  }
  const ids = names.map((name) => coveringTypes(writing, name, slot.field));
  if (names.length === 0) ids.push(coveringTypes(writing, undefined, slot.field));
  if (ids.every((each) => each === 'none')) return js`JSON.stringify(${value})`;
  writing.noteId();
  if (ids.every((each) => each === 'all')) return js`idText(${value},take)`;
  const covering = new Set(
    names.filter((name, index) => ids[index] !== 'none' || !isObjectType(writing.schema.getType(name))),
  );
  const set = writing.book.constant(names.length === 0 ? ids[0] : covering);
  return js`(${set}.has(r.t)?idText(${value},take):JSON.stringify(${value}))`;
}

/** What is needed is asked without arguments, or under a name that no client can give. */
function slotFor(shape: Shape, { slot, name }: Needed): Slot | undefined {
  return shape.slots.find(
    (each) => each.name === slot && each.field === name && (slot !== name || each.given === ''),
  );
}
