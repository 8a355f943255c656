import { trusted } from 'mongoose';

/**
 * A MongoDB filter.
 *
 * Filters are made here and nowhere else: the connection runs with `sanitizeFilter`, which turns every operator
 * that these functions did not mark as trusted into a comparison with a literal.
 */
export type Condition = Readonly<Record<string, unknown>>;

/** Meets no row. */
export const NO_ROWS: Condition = { _id: trusted({ $in: [] }) };

/** Meets every row. */
export const ALL_ROWS: Condition = {};

/** The field is this value, or the list field holds it. */
export function isEqual(path: string, value: string | number | boolean): Condition {
  return { [path]: trusted({ $eq: value }) };
}

/** The field is one of these values, or the list field holds one of them. */
export function isOneOf(path: string, values: readonly string[]): Condition {
  return { [path]: trusted({ $in: values }) };
}

/** The field lies between two values, both included; an end that is undefined is open. */
export function isBetween<Value extends string | Date>(
  path: string,
  from: Value | undefined,
  until: Value | undefined,
): Condition {
  const range = {
    ...(from === undefined ? {} : { $gte: from }),
    ...(until === undefined ? {} : { $lte: until }),
  };
  return Object.keys(range).length === 0 ? ALL_ROWS : { [path]: trusted(range) };
}

/** The field begins with this text: a range, because patterns from outside are never run. */
export function startsWith(path: string, prefix: string): Condition {
  return { [path]: trusted({ $gte: prefix, $lt: `${prefix}\uffff` }) };
}

/** One element of the list field meets the condition. */
export function hasElement(path: string, condition: Condition): Condition {
  return { [path]: trusted({ $elemMatch: condition }) };
}

/** All of the conditions hold. */
export function allOf(conditions: readonly Condition[]): Condition {
  const effective = conditions.filter((condition) => Object.keys(condition).length > 0);
  return effective.length <= 1 ? (effective[0] ?? ALL_ROWS) : { $and: effective };
}

/** One of the conditions holds; none when there are none. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? NO_ROWS : { $or: conditions };
}
