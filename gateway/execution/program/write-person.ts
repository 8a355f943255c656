import { type Code, type CodeBook, joinCode, js, quote } from './code.ts';
import type { Shape } from './shape.ts';

/** The fields that lead from an object of a type to the id of the person whom it is about. */
type Persons = ReadonlyMap<string, readonly string[]>;

/**
 * Writes the spine form of the person whom a record is about by the path of its own type: no text where it is not
 * known. Undefined where the type does not say it, or nothing fetches it.
 */
export function writeOwnPerson(persons: Persons, shape: Shape, type: string, record: Code): Code | undefined {
  const path = persons.get(type);
  return path && writePath(path, shape, record);
}

function writePath(path: readonly string[], shape: Shape, record: Code): Code | undefined {
  const [name, ...rest] = path;
  const isLast = rest.length === 0;
  // Without arguments and under its own name: no alias of a client gets into a plan as one.
  const slot = shape.slots.find(
    (each) =>
      each.name === name && each.field === name && each.given === '' && (each.below === undefined) === isLast,
  );
  if (!slot) return undefined;
  const value = js`${record}.${slot.property}`;
  const below = slot.below && writePath(rest, slot.below, value);
  return isLast ? value : below && js`(${value}===undefined||${value}===null?undefined:${below})`;
}

/**
 * Writes the function `(record, outer)` that gives the person whom a record is about: by its own type, or else the one
 * whom the object is about that leads to it.
 *
 * @returns its name; undefined where no type says anything of its own.
 */
export function writePersonOf(book: CodeBook, persons: Persons, shape: Shape): Code | undefined {
  const cases = [...persons.keys()].flatMap((type) => {
    const person = writeOwnPerson(persons, shape, type, js`r`);
    return person ? [js`case ${quote(type)}:return ${person};\n`] : [];
  });
  if (cases.length === 0) return undefined;
  const name = book.name('h');
  book.add(js`function ${name}(r,w){switch(r.t){${joinCode(cases)}default:return w}}\n`);
  return name;
}
