import { allOf, type Condition, hasElement, isBetween, isEqual, isOneOf, startsWith } from './condition.ts';
import { badInput } from './errors.ts';

/** Codes in one list condition at most. */
const MAX_LIST_LENGTH = 100;
/** Characters in a text condition at most. */
const MAX_TEXT_LENGTH = 100;

/** How one field of a filter input becomes a condition. */
export interface FilterRule {
  /** List field whose elements the condition is about: all such conditions must hold for one and the same element. */
  readonly element?: string;
  /** Gives the condition for a value; `field` is its path, for errors. */
  readonly read: (value: unknown, field: string) => Condition;
}

/** The fields of a filter input: an allow-list, each with what it compares and how. */
export type FilterRules = Readonly<Record<string, FilterRule>>;

/**
 * Makes the condition of a filter input. A field that is absent or null is not applied; one without a rule is refused.
 *
 * @param filter value of a GraphQL input type, after coercion
 * @throws GraphQLError `BAD_USER_INPUT` that names the field
 */
export function readFilter(rules: FilterRules, filter: object | null | undefined): Condition {
  const conditions: Condition[] = [];
  const ofElements = new Map<string, Condition[]>();
  for (const [name, value] of Object.entries(filter ?? {})) {
    if (value === null || value === undefined) continue;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) throw badInput(`filter.${name}`, 'a condition that this list knows');
    const condition = rule.read(value, `filter.${name}`);
    if (rule.element === undefined) conditions.push(condition);
    else ofElements.set(rule.element, [...(ofElements.get(rule.element) ?? []), condition]);
  }
  for (const [path, elements] of ofElements) conditions.push(hasElement(path, allOf(elements)));
  return allOf(conditions);
}

/** Makes a rule about the elements of a list field; the path of `rule` is one inside the element. */
export function ofElement(element: string, rule: FilterRule): FilterRule {
  return { ...rule, element };
}

/** `field: X`: equal to the value. */
export function equals(path: string): FilterRule {
  return { read: (value, field) => isEqual(path, readText(value, field)) };
}

/** `fieldIn: [X!]`: equal to one of the values. */
export function oneOf(path: string): FilterRule {
  return {
    read: (value, field) => {
      if (!Array.isArray(value) || value.length > MAX_LIST_LENGTH) {
        throw badInput(field, `at most ${MAX_LIST_LENGTH} values`);
      }
      return isOneOf(
        path,
        value.map((item) => readText(item, field)),
      );
    },
  };
}

/** `groupIn: [G!]` on a field of a closed set: the value belongs to one of the groups. @param groupOf the group of a value */
export function oneOfGroups<Value extends string>(
  path: string,
  values: readonly Value[],
  groupOf: (value: Value) => string,
): FilterRule {
  return {
    read: (groups, field) => {
      if (!Array.isArray(groups) || groups.length > MAX_LIST_LENGTH) {
        throw badInput(field, `at most ${MAX_LIST_LENGTH} values`);
      }
      return isOneOf(
        path,
        values.filter((value) => groups.includes(groupOf(value))),
      );
    },
  };
}

/** `field: [Int!]`: equal to one of the numbers. */
export function oneOfNumbers(path: string): FilterRule {
  return {
    read: (value, field) => {
      if (!Array.isArray(value) || value.length > MAX_LIST_LENGTH || !value.every(Number.isInteger)) {
        throw badInput(field, `at most ${MAX_LIST_LENGTH} whole numbers`);
      }
      return isOneOf(path, value);
    },
  };
}

/** `fieldStartsWith: String`: begins with the text, letter for letter. */
export function beginsWith(path: string): FilterRule {
  return { read: (value, field) => startsWith(path, readText(value, field)) };
}

/** `field: DateRangeInput` on a field that holds days as texts. */
export function withinDays(path: string): FilterRule {
  return {
    read: (value, field) => {
      const { from, until } = days(value, field);
      return isBetween(path, from, until);
    },
  };
}

/** `field: DateRangeInput` on a field that holds instants. @param offset from UTC of the place whose days are meant */
export function withinDaysOfInstants(path: string, offset = '+00:00'): FilterRule {
  return {
    read: (value, field) => {
      const { from, until } = days(value, field);
      return isBetween(
        path,
        from === undefined ? undefined : new Date(`${from}T00:00:00.000${offset}`),
        until === undefined ? undefined : new Date(`${until}T23:59:59.999${offset}`),
      );
    },
  };
}

/** Reads a text condition. @throws GraphQLError `BAD_USER_INPUT` for an empty one, or one of more than 100 characters */
export function readText(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '' || value.length > MAX_TEXT_LENGTH) {
    throw badInput(field, `a text of 1 to ${MAX_TEXT_LENGTH} characters`);
  }
  return value;
}

function days(value: unknown, field: string): { readonly from?: string; readonly until?: string } {
  const { from, until } = value as { readonly from?: string | null; readonly until?: string | null };
  if (from == null && until == null) throw badInput(field, 'at least one of from and until');
  if (from != null && until != null && from > until) throw badInput(field, 'from not later than until');
  return { ...(from == null ? {} : { from }), ...(until == null ? {} : { until }) };
}
