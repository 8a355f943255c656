import fc from 'fast-check';
import { execute, validate } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { splitIntrospection } from '../../../gateway/access/split-introspection.ts';
import { ERRORS } from '../../../gateway/errors.ts';
import { smallGraph, viewOf } from '../../setup/small-graph.ts';
import { randomAgreements } from '../access/random-agreements.ts';
import { randomOperation } from '../access/random-operation.ts';
import { findNotGiven } from './denied-nodes.ts';
import { fullDataResolver, fullDataTypeResolver } from './full-data.ts';
import { startSmallServer } from './graphql-server.ts';
import { inquiryOf } from './inquiry-of.ts';

const schema = smallGraph.apiSchema;
const small = await startSmallServer();
afterAll(() => small.server.stop());

describe('through the planner and the subgraphs', () => {
  test('an answer is that of the whole graph with null for what is not given', async () => {
    const refusals = new Map<string, number>();
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(randomAgreements, randomOperation(schema), async (agreements, random) => {
        const { text, document, operation, variables } = random;
        const view = viewOf(agreements);
        const { data } = splitIntrospection(document, operation);
        if (!data) return;
        const notGiven = findNotGiven(view, data, variables);
        const answer = await small.ask(
          { query: text, variables, operationName: 'First' },
          inquiryOf(agreements),
        );
        for (const { extensions } of answer.errors ?? []) {
          expect(Object.hasOwn(ERRORS, String(extensions.code)), JSON.stringify(answer.errors)).toBe(true);
        }
        for (const coordinate of notGiven.coordinates) {
          expect(JSON.stringify(answer.data ?? null)).not.toContain(`"${coordinate}~`);
        }
        if (!answer.data) {
          const code = String(answer.errors?.[0]?.extensions.code);
          refusals.set(code, (refusals.get(code) ?? 0) + 1);
          return;
        }
        const expected = await execute({
          schema,
          document: data,
          variableValues: variables,
          typeResolver: fullDataTypeResolver,
          fieldResolver: (source, args, context, info) =>
            info.fieldNodes.some((node) => notGiven.nodes.has(node))
              ? null
              : fullDataResolver(source, args, context, info),
        });
        expect(answer.data).toEqual(expected.data);
        const named = (answer.errors ?? []).map(({ extensions }) => extensions.coordinate);
        expect(new Set(named)).toEqual(notGiven.coordinates);
        compared += 1;
      }),
      { numRuns: 150 },
    );
    console.log(refusals, compared);
    expect(compared).toBeGreaterThan(60);
    expect(validate(schema, { kind: 'Document', definitions: [] } as never)).toBeDefined();
  });
});
