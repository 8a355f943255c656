import { type Code, joinCode, js, quoteProperty } from './code.ts';
import { anyOf, type CollectedField } from './collect-fields.ts';

/** A field of an object of the answer, and the code that works its value out. */
export interface ObjectField extends CollectedField {
  /** The variable that holds the value. */
  readonly local: Code;
  readonly code: Code;
  /** True for a spine form, which is turned into the consumer's id when the object is there. */
  readonly isId: boolean;
}

/**
 * Writes the body of a function that works out its fields one after the other and gives the object that has them in
 * the order in which they were asked.
 */
export function assembleObject(fields: readonly ObjectField[]): Code {
  const locals = fields.map(({ local }) => local);
  const declared = locals.length > 0 ? js`let ${joinCode(locals, ',')};\n` : js``;
  const guarded = fields.map((field) => ({ field, guard: anyOf(field.mentions.map(({ guard }) => guard)) }));
  const values = guarded.map(({ field, guard }) =>
    guard === js`` ? js`${field.code}\n` : js`if(${guard}){${field.code}}\n`,
  );
  const ids = fields
    .filter(({ isId }) => isId)
    .map(({ name, local }) => js`if(typeof ${local}==="string")x.give(${local},o,${quoteProperty(name)});`);
  const object = guarded.every(({ guard }) => guard === js``)
    ? js`{${joinCode(fields.map(writeProperty), ',')}}`
    : undefined;
  if (object && ids.length === 0) return js`${declared}${joinCode(values)}return ${object}`;
  return js`${declared}${joinCode(values)}const o=${object ?? js`{}`};${object ? js`` : writeInOrder(fields)}${joinCode(ids)}return o`;
}

function writeProperty({ name, local, isId }: ObjectField): Code {
  return js`${quoteProperty(name)}:${isId ? js`null` : local}`;
}

/** Puts the properties in one by one; each stands where the first of its mentions that counts stands. */
function writeInOrder(fields: readonly ObjectField[]): Code {
  const settings = fields.flatMap((field) =>
    field.mentions.map(({ guard, order }, index) => {
      const earlier = field.mentions.slice(0, index).map((each) => each.guard);
      const set = js`o[${quoteProperty(field.name)}]=${field.isId ? js`null` : field.local};`;
      if (earlier.includes(guard) || earlier.includes(js``)) return { order, code: js`` };
      const isFirst = earlier.length === 0 ? js`` : js`!(${anyOf(earlier)})`;
      const tests = [guard, isFirst].filter((test) => test !== js``);
      return { order, code: tests.length === 0 ? set : js`if(${joinCode(tests, '&&')})${set}` };
    }),
  );
  return joinCode(settings.sort((one, other) => one.order - other.order).map(({ code }) => code));
}
