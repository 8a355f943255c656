import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { asksForData } from '../../../gateway/planning/asks-for-data.ts';

it.each([
  '{ person { name } }',
  '{ __typename ... on Query { person { name } } }',
  'query ($x: Boolean!) { person @include(if: $x) { name } }',
  '{ person @include(if: true) @skip(if: false) { name } }',
])('a subgraph has to answer %s', (query) => expect(asksForData(parse(query))).toBe(true));

it.each([
  '{ __typename }',
  '{ a: __typename ... @include(if: true) { __typename } }',
  '{ person @skip(if: true) { name } ... on Query @include(if: false) { person { name } } }',
])('no subgraph has to answer %s', (query) => expect(asksForData(parse(query))).toBe(false));
