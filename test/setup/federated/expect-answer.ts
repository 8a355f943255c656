import { parse, validate } from 'graphql';
import { expect } from 'vitest';
import type { LocalFederation, Resolvers } from './local-federation.ts';
import { planCase, type RunTrace, runOracle, runOurs } from './run-both.ts';

/** What else is expected of an answer, or given with the question. */
export interface Expectations {
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Places of errors, in any order, as JSON. */
  readonly errorPaths?: readonly string[];
  /** Names of the subgraphs that are called, in their order. */
  readonly calls?: readonly string[];
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  "@external", "@requires", "@provides", "@override", "@interfaceObject", "@inaccessible", "@extends"])`;

/** A subgraph of Federation 2 with resolvers of its own. */
export function subgraph(sdl: string, resolvers: Resolvers = {}) {
  return { sdl: `${LINK}\n${sdl}`, resolvers };
}

/** Expects this answer from our executor, and the same from Apollo's. */
export async function expectAnswer(
  /** What makes it, where answering changes it. */
  federation: LocalFederation | (() => LocalFederation),
  query: string,
  data: unknown,
  { variables, errorPaths = [], calls }: Expectations = {},
): Promise<RunTrace> {
  const document = parse(query);
  const start = () => {
    const started = typeof federation === 'function' ? federation() : federation;
    expect(validate(started.apiSchema, document)).toEqual([]);
    return planCase(started, document, variables);
  };
  const expected = { data, errorPaths: errorPaths.toSorted() };
  expect((await runOracle(start())).answer, 'by Apollo').toEqual(expected);
  const ours = await runOurs(start());
  expect(ours.answer, 'by ours').toEqual(expected);
  if (calls) expect(ours.calls.map((each) => each.subgraph)).toEqual(calls);
  return ours;
}
