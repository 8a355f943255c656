import { type Code, js } from './code.ts';
import type { PathStep } from './read-plan.ts';
import type { Shape, Slot } from './shape.ts';
import { writePersonOf } from './write-person.ts';
import type { Writing } from './writing.ts';

/** One step of a way through records. */
export type WalkStep =
  | { readonly kind: 'slot'; readonly slot: Slot }
  | { readonly kind: 'list' }
  | { readonly kind: 'types'; readonly names: ReadonlySet<string> };

/** A way from the root to objects of one shape. */
export interface Walk {
  readonly steps: readonly WalkStep[];
  readonly shape: Shape;
}

/** The ways that a path of a plan can mean: a response name can stand for several slots, each with a shape of its own. */
export function findWalks(
  path: readonly PathStep[],
  root: Shape,
  { types }: Pick<Writing, 'types'>,
): readonly Walk[] {
  return path.reduce<readonly Walk[]>(
    (walks, step) =>
      walks.flatMap(({ steps, shape }): readonly Walk[] => {
        if (step.kind === 'list') return [{ steps: [...steps, step], shape }];
        if (step.kind === 'types') {
          const names = new Set(step.names.flatMap((name) => [...types.under(name)]));
          return [{ steps: [...steps, { kind: 'types', names }], shape }];
        }
        return shape.slots.flatMap((slot) =>
          slot.name === step.name && slot.below
            ? [{ steps: [...steps, { kind: 'slot', slot }], shape: slot.below }]
            : [],
        );
      }),
    [{ steps: [], shape: root }],
  );
}

/**
 * Writes the function `(root, visit)` that calls `visit` with each record at the end of a way.
 *
 * @param persons type to the fields that lead to the person whom its objects are about; where it is given, `visit` is called
 *   with the person, too.
 */
export function writeWalk(
  { book }: Writing,
  { steps }: Walk,
  persons?: ReadonlyMap<string, readonly string[]>,
): Code {
  const name = book.name('g');
  const walk = (value: Code, rest: readonly WalkStep[], shape: Shape | undefined, outer: Code): Code => {
    const [step, ...others] = rest;
    const personOf = persons && shape && step?.kind !== 'list' && writePersonOf(book, persons, shape);
    const person = personOf ? js`${personOf}(${value},${outer})` : outer;
    if (!step) {
      const visit = persons ? js`visit(${value},${person})` : js`visit(${value})`;
      return js`if(${value}!==undefined&&${value}!==null)${visit};`;
    }
    if (step.kind === 'types') {
      return js`if(${value}!==undefined&&${value}!==null&&${book.constant(step.names)}.has(${value}.t)){${walk(value, others, shape, outer)}}`;
    }
    const next = book.name('v');
    if (step.kind === 'list') {
      return js`if(Array.isArray(${value}))for(let i=0;i<${value}.length;i++){const ${next}=${value}[i];${walk(next, others, shape, outer)}}`;
    }
    const known = personOf ? book.name('v') : outer;
    const keep = personOf ? js`const ${known}=${person};` : js``;
    return js`if(${value}!==undefined&&${value}!==null){${keep}const ${next}=${value}.${step.slot.property};${walk(next, others, step.slot.below, known)}}`;
  };
  book.add(js`function ${name}(root,visit){${walk(js`root`, steps, undefined, js`undefined`)}}\n`);
  return name;
}
