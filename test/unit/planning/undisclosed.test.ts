import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import type { PlanShape } from '../../../gateway/access/plan-shape.ts';
import {
  askerView,
  createDisclosureGraph,
  type DisclosureGraph,
  letSend,
  planText,
} from '../../setup/disclosure-graph.ts';
import { randomSubgraphs } from '../../setup/random-subgraphs.ts';
import { createTaintedRun } from '../../setup/tainted-plan.ts';
import { randomOperation } from '../access/random-operation.ts';

const OPERATIONS = 6;
/** Composing a graph takes its time. */
const SLOW_MS = 120_000;

/** Agreements between each two agencies about every second field or so, as the numbers say. */
function drawAgreements(
  { graph, participants }: DisclosureGraph,
  numbers: readonly number[],
): readonly Agreement[] {
  const agencies = [...participants.providers.values()];
  let used = 0;
  return agencies.flatMap((provider) =>
    agencies
      .filter((recipient) => recipient !== provider)
      .flatMap((recipient) => {
        const allow = new Map<string, string[]>();
        for (const coordinate of graph.sources.keys()) {
          const [type = '', field = ''] = coordinate.split('.');
          if (type === 'Query' || (numbers[used++ % numbers.length] ?? 0) % 3 === 0) continue;
          allow.set(type, [...(allow.get(type) ?? []), field]);
        }
        return allow.size > 0 ? [letSend(provider, recipient, Object.fromEntries(allow))] : [];
      }),
  );
}

test(
  'no subgraph is ever sent a value that its agency has no agreement for, whatever is asked of whatever graph',
  async () => {
    let [sentValues, deniedFields] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        randomSubgraphs,
        fc.array(fc.nat(0xffff), { minLength: 30, maxLength: 60 }),
        fc.nat(),
        async (subgraphs, numbers, seed) => {
          const graph = createDisclosureGraph(subgraphs);
          const run = createTaintedRun(subgraphs);
          const view = askerView(graph, drawAgreements(graph, numbers));
          const operations = fc.sample(randomOperation(graph.graph.apiSchema), { seed, numRuns: OPERATIONS });
          for (const { text, variables } of operations) {
            const planned = await planText(graph, view, text);
            const sent = await run(planned.plan?.node as PlanShape | undefined, variables);
            const stray = sent.filter((each) => view.disclosure(each).kind === 'denied');
            expect(stray, text).toEqual([]);
            sentValues += sent.length;
            deniedFields += planned.undisclosed.length;
          }
        },
      ),
      { numRuns: 20, endOnFailure: true },
    );
    // The test has seen both: values that may go and fields that went without them.
    expect(sentValues).toBeGreaterThan(20);
    expect(deniedFields).toBeGreaterThan(20);
  },
  SLOW_MS,
);

test(
  'nothing is denied where everything is agreed, and nothing is sent where nothing is',
  async () => {
    await fc.assert(
      fc.asyncProperty(randomSubgraphs, fc.nat(), async (subgraphs, seed) => {
        const graph = createDisclosureGraph(subgraphs);
        const run = createTaintedRun(subgraphs);
        const agencies = Object.keys(subgraphs);
        const everything = agencies.flatMap((provider) =>
          agencies.map((recipient) => letSend(provider, recipient, { '*': ['*'] })),
        );
        const [open, closed] = [askerView(graph, everything), askerView(graph, [])];
        for (const { text, variables } of fc.sample(randomOperation(graph.graph.apiSchema), {
          seed,
          numRuns: 3,
        })) {
          expect((await planText(graph, open, text)).undisclosed, text).toEqual([]);
          const planned = await planText(graph, closed, text);
          const sent = await run(planned.plan?.node as PlanShape | undefined, variables);
          expect(
            sent.filter(({ provider, recipient }) => provider !== recipient),
            text,
          ).toEqual([]);
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  },
  SLOW_MS,
);
