import { parse, print } from 'graphql';
import { expect, it } from 'vitest';
import { renameAliases } from '../../../gateway/planning/rename-aliases.ts';

const expectRenamed = (document: string, renamed: string) =>
  expect(print(renameAliases(parse(document)))).toBe(print(parse(renamed)));

it('an alias becomes a name that no field has, wherever it stands', () => {
  expectRenamed(
    '{ person { id: nickname ... on Person { a: name } ...More } } fragment More on Person { a: name }',
    '{ person { __id: nickname ... on Person { __a: name } ...More } } fragment More on Person { __a: name }',
  );
});

it('a field without an alias keeps its name, arguments and directives, and so does one that is named after itself', () => {
  expectRenamed(
    'query ($x: Boolean!) { list(first: 2) @include(if: $x) { id: id name } }',
    'query ($x: Boolean!) { list(first: 2) @include(if: $x) { id name } }',
  );
});
