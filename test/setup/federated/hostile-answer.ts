import type { Choices } from './choices.ts';
import type { WireAnswer } from './local-federation.ts';

/** Stands in everything that a hostile subgraph makes up, and never in what it honestly says. */
export const MARKER = 'simpul-marker';

type Json = unknown;
type Members = Readonly<Record<string, Json>>;

/**
 * The answer with lies in it, one to four: other fields, other types, other counts. Honest values stay as they are,
 * since a subgraph may say what it likes in its own fields.
 *
 * @param names of fields and types of the graph, to lie about.
 */
export function makeHostile(answer: WireAnswer, choices: Choices, names: readonly string[]): Json {
  if (choices.chance(12)) return wholeLie(choices, answer);
  let lied: Json = answer.data;
  // A lie about a lie could be the truth again.
  const lies = new Set<Json>();
  for (let lie = 0; lie <= choices.next(4); lie += 1) {
    const spot = choices.next(countPlaces(lied, lies));
    let seen = -1;
    lied = rewrite(lied, lies, (value) => {
      seen += 1;
      if (seen !== spot) return value;
      const made = falsify(value, choices, names);
      lies.add(made);
      return made;
    });
  }
  const errors = choices.chance(4) ? falseErrors(choices) : answer.errors;
  return { data: lied, ...(errors !== undefined && { errors }) };
}

function wholeLie(choices: Choices, answer: WireAnswer): Json {
  return choices.pick<Json>([
    null,
    MARKER,
    7,
    [answer],
    { data: MARKER },
    { data: [answer.data] },
    { data: 5 },
    { errors: MARKER },
    { errors: [] },
    {},
    { data: null, errors: [{ message: MARKER, path: [MARKER] }] },
    { ...answer, errors: { message: MARKER } },
    { data: { _entities: null } },
    { data: { _entities: { 0: answer.data } } },
    { data: { [MARKER]: deep(2_000) } },
    JSON.parse(`{"__proto__": {"data": {"${MARKER}": 1}}, "data": {"__proto__": {"${MARKER}": 1}}}`),
  ]);
}

function falseErrors(choices: Choices): Json {
  return choices.pick<Json>([
    [{ message: MARKER, path: [MARKER, 0], extensions: { code: MARKER, [MARKER]: MARKER } }],
    [{ message: MARKER, path: ['_entities', 99_999_999, MARKER], locations: MARKER }],
    [{ message: MARKER, path: ['_entities', -1, '__proto__', { a: MARKER }] }],
    [{ message: { toString: MARKER }, path: MARKER }],
    Array.from({ length: 500 }, () => ({ message: MARKER })),
    [null, MARKER, 5, []],
    [{ path: ['_entities', 0] }],
    MARKER,
  ]);
}

/** A lie in the place of one value. */
function falsify(value: Json, choices: Choices, names: readonly string[]): Json {
  if (Array.isArray(value)) return falseList(value, choices);
  if (isMembers(value)) return falseObject(value, choices, names);
  if (typeof value === 'string')
    return choices.pick<Json>([{ [MARKER]: MARKER }, [MARKER], [[{ id: MARKER }]], deep(50)]);
  // Whatever takes the place of a null may be the truth.
  if (value === null) return value;
  return choices.pick<Json>([MARKER, { [MARKER]: MARKER }, [MARKER], `${MARKER}1`]);
}

function falseList(list: readonly Json[], choices: Choices): Json {
  return choices.pick<() => Json>([
    () => MARKER,
    () => 3,
    () => ({ ...list, length: list.length, [MARKER]: MARKER }),
    () => list.map((each) => (typeof each === 'string' ? { [MARKER]: each } : MARKER)),
    () => list.map((each) => [each]),
    () => list.map((each) => ({ [MARKER]: each })),
  ])();
}

function falseObject(members: Members, choices: Choices, names: readonly string[]): Json {
  const other = choices.pick(names);
  return choices.pick<() => Json>([
    () => ({
      ...members,
      [MARKER]: MARKER,
      [other]: Object.hasOwn(members, other) ? members[other] : MARKER,
    }),
    () => ({
      ...members,
      [choices.pick(names)]: { __typename: MARKER, id: MARKER, [MARKER]: [MARKER] },
      ...members,
    }),
    () => ({ ...members, __typename: MARKER }),
    () => ({ ...members, __typename: { [MARKER]: MARKER } }),
    () => ({ ...members, __typename: 'Query' }),
    () => withOwn(members, '__proto__', { [MARKER]: MARKER, toString: MARKER, __typename: MARKER }),
    () => withOwn(members, 'constructor', { prototype: { [MARKER]: MARKER } }),
    () => ({ ...members, [MARKER]: deep(2_000) }),
    () => [members],
    () => [[members, members]],
    () => MARKER,
    () => 0,
    () => true,
  ])();
}

/** Adds a member as the parser of JSON does, without setting prototypes. */
function withOwn(members: Members, name: string, value: Json): Json {
  const { __proto__: _, ...own } = { __proto__: null, ...members };
  return Object.defineProperty({ ...own }, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function deep(depth: number): Json {
  let value: Json = MARKER;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { [MARKER]: value };
  return value;
}

function countPlaces(value: Json, lies: ReadonlySet<Json>): number {
  let count = 0;
  rewrite(value, lies, (each) => {
    count += 1;
    return each;
  });
  return Math.max(count, 1);
}

/** Goes through a value from the top, not into what is a lie. */
function rewrite(value: Json, lies: ReadonlySet<Json>, change: (value: Json) => Json): Json {
  if (lies.has(value)) return value;
  const changed = change(value);
  if (changed !== value) return changed;
  if (Array.isArray(value)) return value.map((each) => rewrite(each, lies, change));
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rewrite(each, lies, change)]));
}

function isMembers(value: Json): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
