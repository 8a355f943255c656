import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { expect, it } from 'vitest';
import type { View } from '../gateway/access/view.ts';
import { planOperation } from '../gateway/planning/plan-operation.ts';
import { prepareOperation } from '../gateway/planning/prepare-operation.ts';
import { schemaFolder } from './project-agreements.ts';
import { createInProcessPlanner } from './setup/in-process-planner.ts';
import { CONSUMERS, nameOf, policy, viewOf } from './setup/project-views.ts';
import { createRandom, drawOperation } from './setup/random-operation.ts';

/** That the ledger wants to know whom each row is about changes nothing of who is asked, sent, given or refused. */

const OPERATIONS = 25;
const planner = createInProcessPlanner(readFileSync(join(schemaFolder, 'supergraph.graphql'), 'utf8'));
const limits = { depth: 50, selections: 10_000, aliases: 500, rootFields: 100 };

/** Everything that is decided of an operation, and what each fetch of its plan asks of whom and sends to whom. */
async function planWith(view: View, query: string, isAccounting: boolean) {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.');
  const preparation = prepareOperation(view, document, operation, limits, new Map());
  if (preparation.kind === 'refused') return { told: preparation.problem, fetches: [] };
  const planning = await planOperation(view, preparation.prepared, planner, isAccounting);
  if (planning.kind === 'refused') throw new Error(planning.problem.message);
  const { cut, limits: read, undisclosed, fetches } = planning.planned;
  return {
    told: {
      decisions: [...(cut?.decisions ?? [])],
      denials: cut?.denials,
      limits: read,
      undisclosed: undisclosed.map(({ field }) => field),
    },
    fetches: fetches.map(({ subgraph, path, needs }) => ({ subgraph, path, needs })),
  };
}

it.each(CONSUMERS.flatMap((consumer) => consumer.purposes.map((purpose) => ({ consumer, purpose }))))(
  '$consumer.agency $consumer.unit asks for $purpose of the same subgraphs, which are sent the same',
  async ({ consumer, purpose }) => {
    const { view } = viewOf(consumer, purpose);
    const random = createRandom(nameOf(consumer).length * 7 + purpose.length);
    let fetches = 0;
    for (let index = 0; index < OPERATIONS; index += 1) {
      const { query } = drawOperation(
        {
          schema: policy.graph.apiSchema,
          values: () => ['1'],
          isPreferred: (coordinate) => view.field(coordinate).kind !== 'denied',
        },
        random,
      );
      const accounting = await planWith(view, query, true);
      expect(accounting, query).toEqual(await planWith(view, query, false));
      fetches += accounting.fetches.length;
    }
    expect(fetches).toBeGreaterThan(0);
  },
);
