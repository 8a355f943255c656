import type { PlacedSelection } from './place-selection.ts';
import type { SentPart } from './read-answer.ts';
import type { AnswerRecord } from './reading.ts';
import type { Walk } from './write-walk.ts';

/** A path in an answer. */
type Path = readonly (string | number)[];

const MAX_PATH_STEPS = 50;
/** Rows of any list; a NIK has 16 digits. */
const MAX_ROWS = 100_000;

/**
 * Finds where in our answer the path of a subgraph's error leads: for an entity, to every place that waits for it. A
 * path may name only what was asked for, and rows that a page can have, so that it carries nothing else.
 *
 * @param limit of the places that are told.
 * @returns nothing where the path leads nowhere.
 */
export function placePath(
  path: unknown,
  parts: readonly SentPart[],
  root: AnswerRecord,
  limit: number,
): readonly Path[] {
  if (!Array.isArray(path) || path.length > MAX_PATH_STEPS) return [];
  return parts
    .flatMap(({ part, members, from, count }) =>
      members.flatMap(({ member, targets, places }): readonly Path[] => {
        if (!places) return placeBelow(member.way, member.selection, path, targets, root);
        const [key, index, ...rest] = path;
        if (key !== part.key || !isRow(index) || index >= count) return [];
        const waiting = targets.filter((_, place) => places[place] === from + index);
        return placeBelow(member.way, member.selection, rest, waiting, root);
      }),
    )
    .slice(0, limit);
}

function placeBelow(
  way: Walk,
  selection: PlacedSelection,
  path: readonly unknown[],
  targets: readonly AnswerRecord[],
  root: AnswerRecord,
): readonly Path[] {
  const below = readPath(path, selection);
  if (!below) return [];
  const wanted = new Set(targets);
  return pathsTo(way.steps, root)
    .filter(([record]) => wanted.has(record))
    .map(([, above]) => [...above, ...below]);
}

/** A path below a record, in the names that the client gave. */
function readPath(path: readonly unknown[], selection: PlacedSelection): Path | undefined {
  // One name can stand in several places of a selection, each with types of its own.
  let at: readonly PlacedSelection[] = [selection];
  const read: (string | number)[] = [];
  for (const step of path) {
    if (isRow(step)) {
      read.push(step);
      continue;
    }
    const fields = at.flatMap((each) => each.fields).filter(({ key }) => key === step);
    const [field] = fields;
    if (!field) return undefined;
    read.push(clientName(field.slot.name));
    at = fields.flatMap(({ below }) => below ?? []);
  }
  return read;
}

/** Every record at the end of a way, with its path. */
function pathsTo(steps: Walk['steps'], root: AnswerRecord): readonly (readonly [AnswerRecord, Path])[] {
  let found: readonly (readonly [unknown, Path])[] = [[root, []]];
  for (const step of steps) {
    found = found.flatMap(([value, path]): readonly (readonly [unknown, Path])[] => {
      if (value === null || value === undefined) return [];
      if (step.kind === 'list') {
        return Array.isArray(value) ? value.map((each, index) => [each, [...path, index]] as const) : [];
      }
      const record = value as AnswerRecord;
      if (step.kind === 'types') return step.names.has(record.t ?? '') ? [[record, path]] : [];
      return [[record[step.slot.property], [...path, clientName(step.slot.name)]]];
    });
  }
  return found.filter(
    (each): each is readonly [AnswerRecord, Path] => each[0] !== null && each[0] !== undefined,
  );
}

/** The planner sees the aliases of a client with two underscores before them; nothing else begins so. */
function clientName(name: string): string {
  return name.startsWith('__') ? name.slice(2) : name;
}

function isRow(step: unknown): step is number {
  return typeof step === 'number' && Number.isInteger(step) && step >= 0 && step < MAX_ROWS;
}
