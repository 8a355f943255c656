import { type FragmentDefinitionNode, Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ROWS_OF_PAGE, selectedFields } from '../../../../subgraphs/shared/selected-fields.ts';

/** What is found below the root fields of an operation. */
function selected(text: string, paths?: Parameters<typeof selectedFields>[1]): readonly string[] {
  const { definitions } = parse(text);
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const fieldNodes = (operation?.selectionSet.selections ?? []).filter((each) => each.kind === Kind.FIELD);
  const fragments = Object.fromEntries(
    definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  return [...selectedFields({ fieldNodes, fragments }, paths)].toSorted();
}

describe('the fields that an operation selects', () => {
  it('are those below the field at hand, by their own names', () => {
    expect(selected('{ a { b other: c { d } } }')).toEqual(['b', 'c']);
    expect(selected('{ a }')).toEqual([]);
  });

  it('are found in fragments, under any condition and type, and in every place where the field stands', () => {
    expect(
      selected(
        `{ a { ...F } a { ... @skip(if: true) { c } ... on T { d @include(if: false) } } }
         fragment F on T { b ...G } fragment G on T { e { f } }`,
      ),
    ).toEqual(['b', 'c', 'd', 'e']);
  });

  it('of the rows of a page are found on both ways to them, and nowhere else', () => {
    const page = 'pageInfo { endCursor } totalCount';
    expect(
      selected(
        `{ a { x: nodes { b } edges { cursor node { c ...F } } ${page} } } fragment F on T { d }`,
        ROWS_OF_PAGE,
      ),
    ).toEqual(['b', 'c', 'd']);
    expect(selected(`{ a { ${page} } }`, ROWS_OF_PAGE)).toEqual([]);
  });
});
