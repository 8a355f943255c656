import { isInterfaceType, isObjectType } from 'graphql';
import { isAboutNobody } from './accounting.ts';
import { type Code, joinCode, js } from './code.ts';
import type { Shape } from './shape.ts';
import { writeOwnPerson } from './write-person.ts';
import type { Projecting } from './write-projector.ts';

/** A field of an object that is given where it was fetched. */
export interface GivenField {
  readonly field: string;
  /** The property of the record that holds the value. */
  readonly property: Code;
  /** The agencies that supplied it. */
  readonly providers: readonly string[];
  /** What must hold for it to be given; empty for nothing. */
  readonly guard: Code;
}

/** An object of the answer, as far as it is counted. */
export interface CountedObject {
  /** Its type: an interface for an object that could not be told more exactly. */
  readonly name: string;
  readonly shape: Shape;
  /** The agency that supplied the object itself; undefined for the root. */
  readonly giver: string | undefined;
  readonly fields: readonly GivenField[];
}

/**
 * Writes what is counted of an object before it is put in shape: of each provider of a value the coordinates and a row, and the
 * person, `w`, whom it is about. An object of which nobody supplied a value is a row of who supplied the object: that it is
 * there says something too. What is lost with a null further up has been counted by then.
 */
export function writeCounts(projecting: Projecting, object: CountedObject): Code {
  const { counting, types } = projecting;
  const { name, shape, giver, fields } = object;
  const names = types.objects(name);
  if (!counting || names.every((each) => counting.structures.has(each))) return js``;

  const providers = [...new Set(fields.flatMap((each) => each.providers))];
  const flows = providers.map((provider) => counting.layout.flow(provider, counting.consumer));
  const marks = fields.map(({ field, property, providers: own, guard }) => {
    const set = own.flatMap((provider) => {
      const flow = providers.indexOf(provider);
      const places = names.map((each) => counting.layout.mark(flows[flow] ?? 0, `${each}.${field}`));
      return [js`s${flow}=`, ...places.map((place) => js`m[${place}]=`)];
    });
    const tests = [guard === js`` ? js`` : js`(${guard})`, js`${property}!==undefined`];
    const test = joinCode(
      tests.filter((each) => each !== js``),
      '&&',
    );
    return js`if(${test})${joinCode(set)}1;\n`;
  });
  const seen = providers.map((_, flow) => js`s${flow}=0`);
  const begin = js`const m=x.t.marks;${seen.length > 0 ? js`let ${joinCode(seen, ',')};\n` : js``}`;
  if (giver === undefined) return js`${begin}${joinCode(marks)}`;

  const rows = providers.map((provider, flow) => {
    const own = fields.filter((each) => each.providers.includes(provider));
    const isOfNobody = own.every(({ field }) =>
      names.every((each) => isAboutNobody(counting, `${each}.${field}`)),
    );
    return js`if(s${flow}===1)row(x.t.counts[${flows[flow] ?? 0}],${isOfNobody ? js`undefined` : js`w`});`;
  });
  const nobody = joinCode(
    providers.map((_, flow) => js`s${flow}===0`),
    '&&',
  );
  const bare = js`row(x.t.counts[${counting.layout.flow(giver, counting.consumer)}],${
    isReference(projecting, names) ? js`undefined` : js`w`
  });`;
  const other = nobody === js`` ? bare : js`if(${nobody})${bare}`;
  return js`${writePerson(projecting, names, shape)}${begin}${joinCode(marks)}${joinCode(rows)}${other}\n`;
}

/** Writes what changes the person where the object's own type says whom it is about, even if it cannot be told. */
function writePerson({ counting }: Projecting, names: readonly string[], shape: Shape): Code {
  if (!counting || !names.some((each) => counting.persons.has(each))) return js``;
  const [name = '', ...others] = names;
  const person = others.length === 0 ? writeOwnPerson(counting.persons, shape, name, js`r`) : undefined;
  return js`w=${person ?? js`undefined`};`;
}

/** True when no field of the types is about a person. */
function isReference({ counting, schema }: Projecting, names: readonly string[]): boolean {
  return names.every((name) => {
    const type = schema.getType(name);
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];
    return counting && fields.every((field) => isAboutNobody(counting, `${name}.${field}`));
  });
}
