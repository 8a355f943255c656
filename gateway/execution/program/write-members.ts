import { type Code, joinCode, js, quote } from './code.ts';
import type { Needed } from './needed-fields.ts';

/** A member of a representation: the name that it is sent under, and the code of its value as JSON. */
export interface Member {
  readonly field: Needed;
  readonly label: string;
  readonly text: Code;
}

/**
 * Writes what puts those members together that are there with all that goes with them, and gives undefined where not
 * even the first is.
 *
 * @param testOf says for each slot whether it was fetched, in code: empty for what is always there. A slot without an
 *   entry is never there.
 */
export function writeMembers(members: readonly Member[], testOf: ReadonlyMap<string, Code>): Code {
  const ordered = members.toSorted((one, other) => rank(one) - rank(other));
  const conditions = ordered.map(({ field }) => anyBundle(field.bundles, testOf));
  const [first] = conditions;
  if (first === undefined) return js`return`;
  const check = first === js`true` ? js`` : js`if(!(${first}))return;`;
  const isWhole = conditions.every((each) => each === first);
  const pieces = ordered.map(({ label, text }, index) => {
    const piece = js`'${index > 0 ? js`,` : js``}${quote(label)}:'+${text}`;
    return isWhole || index === 0 ? piece : js`(${conditions[index] ?? js`false`}?${piece}:'')`;
  });
  return js`${check}return '{'+${joinCode(pieces, '+')}+'}'`;
}

/** The type comes first: without it no subgraph would know what it is asked for. */
function rank({ field }: Member): number {
  return field.name === '__typename' ? 0 : 1;
}

function anyBundle(bundles: Needed['bundles'], testOf: ReadonlyMap<string, Code>): Code {
  const tests = bundles.flatMap((bundle): readonly Code[] => {
    const own = bundle.map((slot) => testOf.get(slot));
    const known = own.filter((test) => test !== undefined);
    if (known.length < own.length) return [];
    return [joinCode([...new Set(known)].filter((test) => test !== js``), '&&')]; // biome-ignore format: one test
  });
  if (tests.length === 0) return js`false`;
  if (tests.includes(js``)) return js`true`;
  return joinCode(
    tests.map((test) => js`(${test})`),
    '||',
  );
}
