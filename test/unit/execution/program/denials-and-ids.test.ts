import fc from 'fast-check';
import {
  type DocumentNode,
  execute,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { expect, test } from 'vitest';
import { Choices, randomNumbers } from '../../../setup/federated/choices.ts';
import { describeCase } from '../../../setup/federated/expect-same-answer.ts';
import { SPINE_ID } from '../../../setup/federated/hashed-data.ts';
import { drawCase, drawStarted } from '../../../setup/federated/random-case.ts';
import {
  CONSUMER,
  type PlannedCase,
  planCase,
  runOracle,
  runOurs,
} from '../../../setup/federated/run-both.ts';

const TIME_MS = 10_000;
const OPERATIONS = 6;

test('what is denied is null, and nothing else changes', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(randomNumbers(300), operations(), randomNumbers(40), async (graph, drawn, denials) => {
      const federation = drawStarted(graph);
      const choices = new Choices(denials);
      for (const numbers of federation ? drawn : []) {
        const asked = federation && drawCase(federation, numbers);
        if (!asked) continue;
        const [denied, left] = deny(asked.document, choices);
        const cut = planOrNot({ ...asked, document: left });
        if (!cut || denied.size === 0) continue;
        const oracle = await runOracle(cut);
        const expected = await shape(asked, denied, oracle.answer.data);
        const { answer } = await runOurs({ ...cut, document: asked.document }, { deniedNodes: denied });
        const actual = { data: answer.data, errorPaths: answer.errorPaths };
        const about = `${describeCase(cut)}\nof which is denied: ${[...denied].map(({ name }) => name.value)}`;
        expect(actual, about).toEqual({ data: expected, errorPaths: oracle.answer.errorPaths });
        count += 1;
      }
    }),
    { numRuns: 30, interruptAfterTimeLimit: TIME_MS },
  );
  expect(count).toBeGreaterThan(0);
}, 120_000);

test('every subgraph and the client has ids of its own, and all else is as if they were one', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(randomNumbers(300), operations(), async (graph, drawn) => {
      const [one, own] = [drawStarted(graph), drawStarted(graph, { hasOwnIds: true })];
      if (!one || !own) return;
      const pairwise = findIds(one.apiSchema);
      for (const numbers of drawn) {
        const [plain, translated] = [drawCase(one, numbers), drawCase(own, numbers)];
        if (!plain || !translated) continue;
        const { answer: expected } = await runOracle(plain);
        const { answer, calls } = await runOurs(translated, { pairwise });
        const about = `${describeCase(plain)}\n${calls.map((each) => JSON.stringify(each)).join('\n')}`;
        expect(answer, about).toEqual({ ...expected, data: withConsumerIds(expected.data) });
        for (const { subgraph, call } of calls) {
          expect(foreignIdsIn(call.variables.representations, subgraph), about).toEqual([]);
        }
        if (JSON.stringify(answer.data).includes(`${CONSUMER}:`)) count += 1;
      }
    }),
    { numRuns: 30, interruptAfterTimeLimit: TIME_MS },
  );
  expect(count).toBeGreaterThan(0);
}, 120_000);

function operations() {
  return fc.array(randomNumbers(200), { minLength: OPERATIONS, maxLength: OPERATIONS });
}

function planOrNot({ federation, document, variables }: PlannedCase): PlannedCase | undefined {
  try {
    return planCase(federation, document, variables);
  } catch {
    return undefined;
  }
}

/** Denies fields by name, as a view does; with what is left of the document, and the type of everything beside it. */
function deny(document: DocumentNode, choices: Choices): readonly [ReadonlySet<FieldNode>, DocumentNode] {
  const decided = new Map<string, boolean>();
  const denied = new Set<FieldNode>();

  function isDenied(node: FieldNode): boolean {
    const name = node.name.value;
    const decision = decided.get(name) ?? (name !== '__typename' && choices.chance(5));
    decided.set(name, decision);
    if (decision) denied.add(node);
    return decision;
  }

  function cut({ selections }: SelectionSetNode): SelectionSetNode {
    const left = selections.flatMap((node): readonly SelectionNode[] => {
      if (node.kind === Kind.FIELD && isDenied(node)) return [];
      return [node.kind !== Kind.FRAGMENT_SPREAD && node.selectionSet ? { ...node, selectionSet: cut(node.selectionSet) } : node]; // biome-ignore format: one node
    });
    const type: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
    return { kind: Kind.SELECTION_SET, selections: [...left, type] };
  }

  const definitions = document.definitions.map((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? { ...each, selectionSet: cut(each.selectionSet) } : each,
  );
  return [denied, { kind: Kind.DOCUMENT, definitions }];
}

/** Puts an answer to what was left into the shape that was asked, by the book. */
async function shape(
  { federation, document, variables }: PlannedCase,
  denied: ReadonlySet<FieldNode>,
  data: unknown,
) {
  if (data === null) return null;
  const { data: shaped } = await execute({
    schema: federation.apiSchema,
    document,
    rootValue: data,
    variableValues: variables,
    fieldResolver: (source, _given, _context, { fieldNodes, path }) =>
      fieldNodes.some((node) => denied.has(node)) ? null : (source[path.key] ?? null),
    typeResolver: (source) => source.__typename,
  });
  return JSON.parse(JSON.stringify(shaped ?? null));
}

function findIds(schema: GraphQLSchema): ReadonlySet<string> {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) || isInterfaceType(type),
  );
  return new Set(
    types.flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        getNamedType(field.type).name === 'ID' ? [`${type.name}.${field.name}`] : [],
      ),
    ),
  );
}

function withConsumerIds(value: unknown): unknown {
  if (typeof value === 'string') return SPINE_ID.test(value) ? `${CONSUMER}:${value}` : value;
  if (Array.isArray(value)) return value.map(withConsumerIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withConsumerIds(each)]));
}

/** Ids in any form but the subgraph's own. */
function foreignIdsIn(value: unknown, subgraph: string): readonly string[] {
  if (typeof value === 'string') {
    const isId = /^(\w+:)?\w+\.(id|code)~\d+$/.test(value);
    return isId && !value.startsWith(`${subgraph}:`) ? [value] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((each) => foreignIdsIn(each, subgraph));
}
