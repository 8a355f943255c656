import fc from 'fast-check';
import { type FragmentDefinitionNode, Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { measureOperation, SATURATION } from '../../../gateway/planning/measure-operation.ts';
import { smallGraph } from '../../setup/small-graph.ts';
import { randomOperation } from '../access/random-operation.ts';
import { unfold } from '../access/used-coordinates.ts';

function measure(text: string) {
  const document = parse(text, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The first definition is an operation.');
  return measureOperation(operation, fragments);
}

describe('the size of an operation', () => {
  test('counts levels, fields, aliases and fields at the root', () => {
    expect(measure('{ a b { c x: d { e } } y: f }')).toEqual({
      depth: 3,
      selections: 6,
      aliases: 2,
      rootFields: 3,
    });
  });

  test('unfolds fragments, and counts them where they are spread', () => {
    const text =
      '{ a { ...F } b { ... { ...F } } ...R } fragment F on T { x: c { d } } fragment R on Query { e }';
    expect(measure(text)).toEqual({ depth: 3, selections: 7, aliases: 2, rootFields: 3 });
  });

  test('takes a fragment that is not there for empty', () => {
    expect(measure('{ a ...Ghost }')).toEqual({ depth: 1, selections: 1, aliases: 0, rootFields: 1 });
  });

  test('does not overflow, nor take long, where fragments double at every level', () => {
    const levels = 120;
    const fragments = Array.from(
      { length: levels },
      (_, level) => `fragment F${level} on T { l: a { ...F${level + 1} } r: a { ...F${level + 1} } }`,
    );
    const text = `{ ...F0 } ${fragments.join(' ')} fragment F${levels} on T { l: a }`;
    const start = performance.now();
    expect(measure(text)).toEqual({
      depth: levels + 1,
      selections: SATURATION,
      aliases: SATURATION,
      rootFields: 2,
    });
    expect(performance.now() - start).toBeLessThan(1_000);
    const wide = `{ ${'...F0 '.repeat(3)} } ${fragments.join(' ').replaceAll(/[lr]: a { (...F\d+) }/g, '$1')}`;
    expect(measure(`${wide} fragment F${levels} on T { a }`)).toMatchObject({
      rootFields: SATURATION,
      selections: SATURATION,
      depth: 1,
    });
  });

  test('of nesting as deep as a document can hold is measured', () => {
    expect(measure(`${'{ a '.repeat(900)}${'}'.repeat(900)}`).depth).toBe(900);
  });

  test('is what unfolding it field by field counts', () => {
    fc.assert(
      fc.property(randomOperation(smallGraph.apiSchema), ({ document, operation, variables, text }) => {
        const only = {
          ...document,
          definitions: document.definitions.filter(
            (each) => each.kind === Kind.FRAGMENT_DEFINITION || each === operation,
          ),
        };
        let [selections, aliases] = [0, 0];
        unfold(smallGraph.apiSchema, only, variables, ({ node }) => {
          selections += 1;
          if (node.alias) aliases += 1;
          return true;
        });
        const measured = measure(text);
        // Unfolding leaves out `__typename`, which is a field like any other.
        const atLeast = text.includes('__typename') ? 'toBeGreaterThanOrEqual' : 'toBe';
        expect(measured.selections)[atLeast](selections);
        expect(measured.aliases)[atLeast](aliases);
      }),
    );
  });
});
