import fc from 'fast-check';
import { execute, type FieldNode, Kind, parse, print, validate, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { unfoldFragments } from '../../../gateway/planning/unfold-fragments.ts';
import { smallGraph } from '../../setup/small-graph.ts';
import { randomOperation } from '../access/random-operation.ts';
import { fullDataResolver, fullDataTypeResolver } from '../execution/full-data.ts';

const { apiSchema: schema } = smallGraph;

describe('unfolding fragments', () => {
  test('puts each where it is spread, with the directives of the spread', () => {
    const document = parse(
      'query ($a: Boolean!) { regions { ...R @include(if: $a) } x: regions { ... @skip(if: $a) { ...R } } } fragment R on Region { name parent { ...C } } fragment C on Region { code }',
    );
    expect(print(unfoldFragments(document)).replace(/\s+/g, ' ')).toBe(
      'query ($a: Boolean!) { regions { ... on Region @include(if: $a) { name parent { ... on Region { code } } } } ' +
        'x: regions { ... @skip(if: $a) { ... on Region { name parent { ... on Region { code } } } } } }',
    );
  });

  test('gives every field a node of its own, and asks the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomOperation(schema, { mutations: true }),
        async ({ operation, document, variables }) => {
          const only = {
            ...document,
            definitions: document.definitions.filter(
              (each) => each.kind === Kind.FRAGMENT_DEFINITION || each === operation,
            ),
          };
          const unfolded = unfoldFragments(only);
          const nodes: FieldNode[] = [];
          visit(unfolded, {
            Field(node) {
              nodes.push(node);
            },
          });
          expect(new Set(nodes).size).toBe(nodes.length);
          expect(unfolded.definitions.map(({ kind }) => kind)).toEqual([Kind.OPERATION_DEFINITION]);
          expect(validate(schema, unfolded)).toEqual([]);
          const [expected, found] = await Promise.all(
            [only, unfolded].map((each) =>
              execute({
                schema,
                document: each,
                variableValues: variables,
                fieldResolver: fullDataResolver,
                typeResolver: fullDataTypeResolver,
              }),
            ),
          );
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('leaves the document as it was', () => {
    const document = parse('{ regions { ...R } } fragment R on Region { code }');
    const before = print(document);
    unfoldFragments(document);
    expect(print(document)).toBe(before);
  });
});
