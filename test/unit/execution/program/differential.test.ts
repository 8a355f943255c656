import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SUBGRAPHS } from '../../../../tools/subgraphs.ts';
import { randomNumbers } from '../../../setup/federated/choices.ts';
import { expectSameAnswer } from '../../../setup/federated/expect-same-answer.ts';
import { type LocalFederation, startHashedFederation } from '../../../setup/federated/local-federation.ts';
import { drawCase, drawStarted } from '../../../setup/federated/random-case.ts';
import { runOracle } from '../../../setup/federated/run-both.ts';

/** For one property, on a machine that has other things to do. */
const TIME_MS = 15_000;
const OPERATIONS = 8;

describe('our executor answers as Apollo does', () => {
  test('over generated graphs', async () => {
    const tally = { graphs: 0, refused: 0, operations: 0 };
    await fc.assert(
      fc.asyncProperty(randomNumbers(300), operations(), async (graph, drawn) => {
        const federation = drawStarted(graph);
        tally[federation ? 'graphs' : 'refused'] += 1;
        if (federation) tally.operations += await expectSameAnswers(federation, drawn);
      }),
      { numRuns: 40, interruptAfterTimeLimit: TIME_MS },
    );
    // What does not compose says nothing.
    expect(tally.refused).toBeLessThanOrEqual(tally.graphs / 4);
    expect(tally.operations).toBeGreaterThan(tally.graphs * OPERATIONS * 0.8);
  }, 120_000);

  test("over this project's graph", async () => {
    let count = 0;
    const federations = [
      { nulls: 0, missing: 0, errors: 0 },
      { nulls: 6, missing: 9, errors: 30 },
    ].map(startProject);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...federations), operations(), async (federation, drawn) => {
        count += await expectSameAnswers(federation, drawn);
      }),
      { numRuns: 25, interruptAfterTimeLimit: TIME_MS },
    );
    expect(count).toBeGreaterThan(OPERATIONS);
  }, 120_000);
});

test('generated graphs and operations have in them what makes federation hard', async () => {
  const seen = new Map<string, number>();
  const see = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const [index, graph] of fc.sample(randomNumbers(300), { seed: 7, numRuns: 30 }).entries()) {
    const federation = drawStarted(graph);
    if (!federation) continue;
    see('a graph');
    for (const [what, pattern] of GRAPH_TRAITS) if (pattern.test(federation.supergraphSdl)) see(what);
    for (const drawn of fc.sample(randomNumbers(200), { seed: index, numRuns: 4 })) {
      const planned = drawCase(federation, drawn);
      if (!planned) continue;
      const plan = JSON.stringify(planned.plan);
      for (const [what, pattern] of PLAN_TRAITS) if (pattern.test(plan)) see(what);
      const { answer } = await runOracle(planned);
      if (answer.errorPaths.length > 0) see('an error');
      if (JSON.stringify(answer.data).length > 200) see('a large answer');
    }
  }
  const traits = [...GRAPH_TRAITS.keys(), ...PLAN_TRAITS.keys(), 'an error', 'a large answer'];
  expect(traits.filter((what) => !seen.has(what))).toEqual([]);
  expect(seen.get('a graph')).toBeGreaterThan(25);
}, 120_000);

const GRAPH_TRAITS = new Map([
  ['a composite key', /key: "id place"/],
  ['a nested key', /key: "(id )?part \{/],
  ['a key of another entity', /key: "owner \{ id \}"/],
  ['several keys', /key: "code"/],
  ['an interface object', /isInterfaceObject: true/],
  ['an interface', /interface Common/],
  ['a union', /union Either/],
  ['required fields', /requires: "/],
  ['required values', /requires: "[^"]*\{/],
  ['provided fields', /provides: "/],
  ['an overridden field', /override: "/],
  ['an enum of several', /enum Tone/],
  ['an input of several', /input Filter/],
]);

const PLAN_TRAITS = new Map([
  ['an entity fetch', /"requires":\[/],
  ['a join in a list', /"path":\[[^\]]*"@"/],
  ['a join in a list of lists', /"path":\[[^\]]*"@","@"/],
  ['fetches at once', /"kind":"Parallel"/],
  ['a condition', /"kind":"Condition"/],
  ['renamed fields', /"kind":"KeyRenamer"/],
  ['a set type', /"kind":"ValueSetter"/],
  ['a mutation', /"operationKind":"mutation"/],
  ['variables', /"variableUsages":\["/],
]);

function operations() {
  return fc.array(randomNumbers(200), { minLength: OPERATIONS, maxLength: OPERATIONS });
}

/** How many of the operations were valid, and answered alike. */
async function expectSameAnswers(
  federation: LocalFederation,
  drawn: readonly (readonly number[])[],
): Promise<number> {
  let count = 0;
  for (const numbers of drawn) {
    const planned = drawCase(federation, numbers);
    if (!planned) continue;
    await expectSameAnswer(planned);
    count += 1;
  }
  return count;
}

/** The project's own subgraphs over hashed data. */
function startProject(rates: { nulls: number; missing: number; errors: number }): LocalFederation {
  const root = join(import.meta.dirname, '../../../..');
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const shared = read('subgraphs/shared/shared.graphql');
  const schemas = SUBGRAPHS.map(({ name }) => [
    name,
    `${shared}\n${read(`subgraphs/${name}/schema.graphql`)}`,
  ]);
  return startHashedFederation(Object.fromEntries(schemas), read('schema/supergraph.graphql'), rates);
}
