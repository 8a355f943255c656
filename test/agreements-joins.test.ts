import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { PURPOSES } from '../gateway/access/agreement.ts';
import { planOperation } from '../gateway/planning/plan-operation.ts';
import { prepareOperation } from '../gateway/planning/prepare-operation.ts';
import { createPolicy } from '../gateway/registry/policy.ts';
import { schemaFolder } from './project-agreements.ts';
import { createInProcessPlanner } from './setup/in-process-planner.ts';
import { findJoins } from './setup/joins.ts';
import { CONSUMERS, nameOf, policy, TODAY, viewOf } from './setup/project-views.ts';
import { createRandom, drawOperation } from './setup/random-operation.ts';

/** What is sent from agency to agency on the way to an answer: each view's joins against the clauses for subgraphs. */

/**
 * The one join that is refused on purpose: Bawaslu reads both lists, and from a worker on to the voter rows would tell KPU who
 * KP2MI's workers are, which nobody has agreed yet (L3). Bawaslu goes from the voter rows to the workers instead.
 */
const REFUSED = 'bawaslu for VOTER_LIST_OVERSIGHT: Citizen.id from kp2mi to kpu';

const questions = CONSUMERS.flatMap((consumer) =>
  PURPOSES.map((purpose) => {
    const agency = policy.participants.agencies.get(consumer.agency);
    if (!agency) throw new Error(`No agency is called ${consumer.agency}.`);
    const holder = consumer.unit === undefined ? ('agency' as const) : ('unit' as const);
    return { name: nameOf(consumer), question: { consumer: agency, holder, purpose, today: TODAY } };
  }),
);
const joins = questions.flatMap(({ name, question }) => {
  const view = policy.view(question);
  return findJoins(view).map((found) => ({ ...found, name, view, purpose: question.purpose }));
});
function tellJoin({ name, purpose, provider, recipient, coordinate }: (typeof joins)[0]): string {
  return `${name} for ${purpose}: ${coordinate} from ${provider} to ${recipient}`;
}
const clauses = policy.agreements.flatMap((agreement) =>
  agreement.clauses
    .filter(({ holder }) => holder === 'subgraph')
    .map((clause) => ({ agreement, clause, title: `${agreement.id} ${clause.id}` })),
);

describe('the joins of the views', () => {
  it('are those of the graph', () => {
    const coordinates = new Set(joins.map(({ coordinate }) => coordinate));
    expect([...coordinates].toSorted()).toEqual([
      'Citizen.id',
      'Country.code',
      'Election.code',
      'Ppln.code',
      'Region.code',
      'Statistics.year',
    ]);
    expect(joins.length).toBeGreaterThan(500);
  });

  it('are all agreed, but for one', () => {
    const open = joins.filter((each) => each.view.disclosure(each).kind === 'denied');
    expect([...new Set(open.map(tellJoin))]).toEqual([REFUSED]);
  });
});

describe('a clause for a subgraph', () => {
  it('stands in an agreement about keys or in one for everyone', () => {
    expect(clauses.length).toBeGreaterThan(30);
    for (const { agreement, clause, title } of clauses) {
      expect(agreement.id, title).toMatch(/^(K-[a-z0-9]+-[a-z0-9]+|P-[a-z]+-everyone)$/);
      const isKey = agreement.id.startsWith('K-');
      if (isKey) expect(agreement.id, title).toBe(`K-${agreement.provider}-${agreement.consumer}`);
      if (isKey) expect(agreement.clauses, title).toEqual([clause]);
      expect([...clause.allow.keys()].includes('Citizen'), title).toBe(isKey);
    }
  });

  it.each(clauses)('$title gives nothing that no view needs', ({ agreement, clause }) => {
    const isKey = agreement.id.startsWith('K-');
    for (const [type, fields] of clause.allow) {
      for (const field of fields) {
        const needed = joins.filter(
          (each) =>
            tellJoin(each) !== REFUSED &&
            each.coordinate === `${type}.${field}` &&
            each.provider === agreement.provider &&
            (!isKey || each.recipient === agreement.consumer),
        );
        const purposes = PURPOSES.filter((purpose) => needed.some((each) => each.purpose === purpose));
        // Codes that everyone knows are sent for every purpose, as they are read for every purpose.
        if (isKey) expect(purposes).toEqual(clause.purposes);
        else expect(purposes.length).toBeGreaterThan(0);
      }
    }
  });

  it('gives no officer anything, and explains no denial', () => {
    const without = createPolicy(
      policy.graph,
      policy.participants,
      policy.agreements.map((agreement) => ({
        ...agreement,
        clauses: agreement.clauses.filter(({ holder }) => holder !== 'subgraph'),
      })),
    );
    for (const { name, question } of questions) {
      const [view, plain] = [policy.view(question), without.view(question)];
      for (const coordinate of policy.graph.sources.keys()) {
        expect(view.field(coordinate), `${name} ${coordinate}`).toEqual(plain.field(coordinate));
      }
      for (const subgraph of policy.participants.providers.keys()) {
        expect(view.agreements(subgraph), name).toEqual(plain.agreements(subgraph));
        expect([...view.rows(subgraph)], name).toEqual([...plain.rows(subgraph)]);
      }
    }
  });
});

describe('operations that are planned', () => {
  const planner = createInProcessPlanner(readFileSync(join(schemaFolder, 'supergraph.graphql'), 'utf8'));
  const limits = { depth: 50, selections: 10_000, aliases: 500, rootFields: 100 };

  it.each(CONSUMERS.flatMap((consumer) => consumer.purposes.map((purpose) => ({ consumer, purpose }))))(
    'by $consumer.agency $consumer.unit for $purpose lose no field to a disclosure',
    async ({ consumer, purpose }) => {
      const { view } = viewOf(consumer, purpose);
      const random = createRandom(nameOf(consumer).length + purpose.length);
      let fetches = 0;
      for (let index = 0; index < 12; index += 1) {
        const { query } = drawOperation(
          {
            schema: policy.graph.apiSchema,
            values: () => ['1'],
            isPreferred: (coordinate) => view.field(coordinate).kind !== 'denied',
          },
          random,
        );
        const document = parse(query);
        const [operation] = document.definitions;
        if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.');
        const preparation = prepareOperation(view, document, operation, limits, new Map());
        if (preparation.kind === 'refused') continue;
        const planning = await planOperation(view, preparation.prepared, planner);
        if (planning.kind === 'refused') throw new Error(planning.problem.message);
        fetches += JSON.stringify(planning.planned.plan ?? {}).split('"Fetch"').length - 1;
        expect(planning.planned.undisclosed, query).toEqual([]);
      }
      expect(fetches).toBeGreaterThan(0);
    },
  );
});
