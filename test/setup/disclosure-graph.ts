import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Participants } from '../../gateway/access/agency.ts';
import type { Agreement } from '../../gateway/access/agreement.ts';
import type { Graph } from '../../gateway/access/graph.ts';
import { compileView, type View } from '../../gateway/access/view.ts';
import { readSupergraph } from '../../gateway/composition/read-supergraph.ts';
import { type PlannedOperation, planOperation } from '../../gateway/planning/plan-operation.ts';
import { prepareOperation } from '../../gateway/planning/prepare-operation.ts';
import type { Planner } from '../../gateway/planning/start-planner.ts';
import { createInProcessPlanner } from './in-process-planner.ts';
import { agreementOf, type ClauseSketch, composeSmall } from './small-graph.ts';

/** A graph whose subgraphs are of one agency each, called like it, and what is decided about it. */
export interface DisclosureGraph {
  readonly supergraphSdl: string;
  readonly graph: Graph;
  readonly participants: Participants;
  readonly planner: Pick<Planner, 'plan'>;
}

const LIMITS = { depth: 50, selections: 10_000, aliases: 500, rootFields: 100 };
const AT_A_TIME = { purpose: 'PROTECTION_CASE', today: '2026-06-15' } as const;

/** Makes the graph. A subgraph may use `@federation__requires` and `@federation__external`. */
export function createDisclosureGraph(subgraphs: Readonly<Record<string, string>>): DisclosureGraph {
  const supergraphSdl = composeSmall(subgraphs);
  const names = [...Object.keys(subgraphs), 'asker'];
  const participants: Participants = {
    agencies: new Map(names.map((id) => [id, { id, name: id, isSubjectAccess: false }])),
    groups: new Map(),
    providers: new Map(Object.keys(subgraphs).map((name) => [name, name])),
  };
  return {
    supergraphSdl,
    graph: readSupergraph(supergraphSdl),
    participants,
    planner: createInProcessPlanner(supergraphSdl),
  };
}

/** An agreement by which one agency lets the subgraph of another be sent some fields. */
export function letSend(
  provider: string,
  recipient: string,
  allow: NonNullable<ClauseSketch['allow']>,
  details: Partial<Agreement> = {},
): Agreement {
  return agreementOf([{ id: 'join', holder: 'subgraph', allow }], {
    id: `K-${provider}-${recipient}`,
    provider,
    consumer: recipient,
    ...details,
  });
}

/** The view of somebody who may read everything of everybody, with these agreements between the others. */
export function askerView({ graph, participants }: DisclosureGraph, agreements: readonly Agreement[]): View {
  const consumer = participants.agencies.get('asker');
  if (!consumer) throw new Error('Nobody asks.');
  const everything = [...new Set(participants.providers.values())].map((provider) =>
    agreementOf([{ allow: { '*': ['*'] }, inputs: { '*': ['*'] } }], {
      id: `all-${provider}`,
      provider,
      consumer: 'asker',
    }),
  );
  const question = { consumer, holder: 'agency', ...AT_A_TIME } as const;
  return compileView(graph, participants, [...everything, ...agreements], question, 'v1');
}

/** Plans a text as the gateway does. @throws Error when it is refused. */
export async function planText(
  { planner }: DisclosureGraph,
  view: View,
  text: string,
): Promise<PlannedOperation> {
  const document = parse(text);
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('There is no operation.');
  const preparation = prepareOperation(view, document, operation, LIMITS, new Map());
  if (preparation.kind === 'refused') throw new Error(preparation.problem.message);
  const planning = await planOperation(view, preparation.prepared, planner);
  if (planning.kind === 'refused') throw new Error(planning.problem.message);
  return planning.planned;
}
