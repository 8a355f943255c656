import type { Code } from './code.ts';

/** One value of the objects of a position. */
export interface Slot {
  /** The name of the property in the record. */
  readonly property: Code;
  /** The response name in the answer. */
  readonly name: string;
  readonly field: string;
  /** The arguments as text, in the order of their names. */
  readonly given: string;
  /** The shape of the objects that it holds, however deep in lists; undefined for a leaf. */
  readonly below: Shape | undefined;
  /** The first that fills it. */
  readonly subgraph: string;
  /** All that fill it: of a field that one subgraph requires of another, the planner may ask both. */
  readonly suppliers: string[];
}

/** The one shape that all objects at one position of the answer have, whatever their types and whoever fills them. */
export interface Shape {
  /** The name of the class of its records. */
  readonly record: Code;
  readonly slots: Slot[];
}

/** What tells the values of one response name apart. */
export type SlotKey = Omit<Slot, 'property' | 'below' | 'suppliers'>;

/**
 * The slot of a value, made where there is none yet. One response name has several slots where two fields, or one
 * field with other arguments, would overwrite each other: on two types, or when a plan adds a key under a name that
 * the client gave to another field.
 */
export function slotOf(shape: Shape, key: SlotKey, isLeaf: boolean, createShape: () => Shape): Slot {
  const known = shape.slots.find(
    (slot) =>
      slot.name === key.name &&
      slot.field === key.field &&
      slot.given === key.given &&
      (slot.below === undefined) === isLeaf,
  );
  if (known) {
    if (!known.suppliers.includes(key.subgraph)) known.suppliers.push(key.subgraph);
    return known;
  }
  const property = `a${shape.slots.length}` as Code;
  const below = isLeaf ? undefined : createShape();
  const slot = { ...key, property, below, suppliers: [key.subgraph] };
  shape.slots.push(slot);
  return slot;
}

/** The slots of a field under a response name; those with these arguments if there are any. */
export function findSlots(shape: Shape, name: string, field: string, given: string): readonly Slot[] {
  const named = shape.slots.filter((slot) => slot.name === name && slot.field === field);
  const exact = named.filter((slot) => slot.given === given);
  return exact.length > 0 ? exact : named;
}
