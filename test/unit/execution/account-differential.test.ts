import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { print, separateOperations, validate } from 'graphql';
import { expect, test } from 'vitest';
import type { Graph } from '../../../gateway/access/graph.ts';
import { compileView, type View } from '../../../gateway/access/view.ts';
import { readSupergraph } from '../../../gateway/composition/read-supergraph.ts';
import { SUBGRAPHS } from '../../../tools/subgraphs.ts';
import { askForEverything, readSeen, readSent, type SeenObject } from '../../setup/account-oracle.ts';
import { type AccountedRun, askAccounted } from '../../setup/accounted.ts';
import { randomNumbers } from '../../setup/federated/choices.ts';
import {
  composeSchemas,
  type LocalFederation,
  startHashedFederation,
} from '../../setup/federated/local-federation.ts';
import { randomSubgraphs } from '../../setup/random-subgraphs.ts';
import { agreementOf, SHARED_SDL } from '../../setup/small-graph.ts';
import { writeOperation } from '../access/random-operation.ts';

/** For one property, on a machine that has other things to do. */
const TIME_MS = 15_000;
const ASKER = 'asker';

/** A federation whose subgraphs are of one agency each, called like it, and the view of who may read everything. */
interface Accounted {
  readonly federation: LocalFederation;
  readonly graph: Graph;
  readonly view: View;
}

function start(schemas: Readonly<Record<string, string>>, nulls: number): Accounted {
  const supergraphSdl = composeSchemas(schemas);
  if (typeof supergraphSdl !== 'string') throw new Error(supergraphSdl.join('\n'));
  const rates = {
    nulls,
    missing: 0,
    errors: 0,
    hasOwnIds: true,
    sharedKeys: ['Region', 'Country', 'Ppln', 'Election'],
  };
  const federation = startHashedFederation(schemas, supergraphSdl, rates);
  const graph = readSupergraph(supergraphSdl);
  const names = Object.keys(schemas);
  const asker = { id: ASKER, name: ASKER, isSubjectAccess: false };
  const participants = {
    agencies: new Map([...names.map((id) => [id, { ...asker, id }] as const), [ASKER, asker]]),
    groups: new Map(),
    providers: new Map(names.map((name) => [name, name])),
  };
  const all = { allow: { '*': ['*'] }, inputs: { '*': ['*'] } };
  const agreements = names.flatMap((provider) => [
    agreementOf([all], { id: `all-${provider}`, provider, consumer: ASKER }),
    ...names.map((consumer) =>
      agreementOf([{ holder: 'subgraph', allow: { '*': ['*'] } }], {
        id: `K-${provider}-${consumer}`,
        provider,
        consumer,
      }),
    ),
  ]);
  const question = {
    consumer: asker,
    holder: 'agency',
    purpose: 'PROTECTION_CASE',
    today: '2026-06-15',
  } as const;
  return { federation, graph, view: compileView(graph, participants, agreements, question, 'v1') };
}

/** How many of the operations were valid, and accounted for as the oracle does. */
async function expectAccounts(accounted: Accounted, drawn: readonly (readonly number[])[]): Promise<number> {
  let count = 0;
  for (const numbers of drawn) count += await expectAccount(accounted, numbers);
  return count;
}

async function expectAccount({ federation, graph, view }: Accounted, numbers: readonly number[]) {
  const written = writeOperation(federation.apiSchema, numbers, { mutations: false, twins: true });
  const document = separateOperations(written.document).First;
  if (!document || validate(federation.apiSchema, document).length > 0) return 0;
  const text = print(document);
  const { variables } = written;
  const plain = await askAccounted(federation, { view, text, variables, isAccounting: false });
  const run = await askAccounted(federation, { view, text, variables });
  const told = `${text}\n${JSON.stringify(variables)}`;
  expect(JSON.stringify(run.answer), told).toBe(JSON.stringify(plain.answer));
  // To know whom rows are about nobody else is asked, and nobody is told more.
  const called = (each: AccountedRun) => each.calls.map(({ subgraph }) => subgraph).toSorted();
  expect(called(run), told).toEqual(called(plain));
  if (run.answer.kind !== 'answered') return 0;
  const everything = await askAccounted(federation, {
    view,
    text: askForEverything(graph, text),
    variables,
    isAccounting: false,
  });
  if (everything.answer.kind !== 'answered') throw new Error(`${told}\nThe oracle was refused.`);
  const seen = readSeen(graph, text, variables, everything.answer.data);
  expect(findFaults(graph, run, seen, findComparable(graph, told)), told).toEqual([]);
  return 1;
}

/** What an operation may have compared with: the fields that inputs read of which it says the name. */
function findComparable({ reads }: Graph, told: string): ReadonlySet<string> {
  const isSaid = (input: string) => new RegExp(`\\b${/(\w+)(?::\))?$/.exec(input)?.[1]}"?:`).test(told);
  return new Set([...reads].flatMap(([input, coordinates]) => (isSaid(input) ? coordinates : [])));
}

/** What an account says too much or too little. Of a value that several could have supplied each may have been it. */
function findFaults(
  graph: Graph,
  { accounted, calls }: AccountedRun,
  seen: readonly SeenObject[],
  comparable: ReadonlySet<string>,
): readonly string[] {
  const faults: string[] = [];
  const { disclosures, persons } = accounted;
  const whoOf = (index: number) =>
    new Set(
      (disclosures[index]?.who ?? []).flatMap(([first, count]) =>
        persons.slice(first, first + count).map((id) => id.replace('operator:', '')),
      ),
    );
  const isRoot = (type: string) => type === 'Query' || type === 'Mutation';
  const rows = seen.filter(({ type }) => !isRoot(type));
  const isReference = (coordinate: string) => graph.classes.get(coordinate) === 'PUBLIC';
  const spine = (person: string | undefined) => person?.replace(`${ASKER}:`, '') ?? '';
  // Of a field that it requires of another, a subgraph may be asked itself: it gives what it has been sent.
  const isRequiredBy = (provider: string, coordinate: string) =>
    [...graph.requirements.values()]
      .flat()
      .some(({ subgraph, coordinates }) => subgraph === provider && coordinates.includes(coordinate));
  const isFrom = (provider: string) => (coordinate: string) =>
    graph.sources.get(coordinate)?.includes(provider) || isRequiredBy(provider, coordinate);
  const isOnlyFrom = (provider: string) => (coordinate: string) =>
    graph.sources.get(coordinate)?.length === 1 && graph.sources.get(coordinate)?.[0] === provider;

  const given = new Map(
    disclosures.flatMap((each, index) => (each.recipient === ASKER ? [[each.provider, index] as const] : [])),
  );
  const allGiven = new Set<string>();
  const allPersons = new Set<string>();
  let allRows = 0;
  for (const provider of graph.subgraphs.keys()) {
    const index = given.get(provider);
    const own = index === undefined ? undefined : disclosures[index];
    const who = index === undefined ? new Set<string>() : whoOf(index);
    for (const each of own?.coordinates ?? []) allGiven.add(each);
    for (const each of who) allPersons.add(each);
    allRows += own?.rows ?? 0;
    const certain = seen.flatMap(({ coordinates }) => coordinates).filter(isOnlyFrom(provider));
    for (const each of certain) {
      if (!own?.coordinates.includes(each)) faults.push(`${each} of ${provider} is not told`);
    }
    for (const each of own?.coordinates ?? []) {
      if (!isFrom(provider)(each) && !comparable.has(each)) faults.push(`${each} is not of ${provider}`);
    }
    const least = rows.filter(({ coordinates }) => coordinates.some(isOnlyFrom(provider)));
    const most = rows.filter(
      ({ coordinates }) => coordinates.length === 0 || coordinates.some((each) => isFrom(provider)(each)),
    );
    const counted = own?.rows ?? 0;
    if (counted < least.length || counted > most.length)
      faults.push(`${counted} rows of ${provider}, not ${least.length} to ${most.length}`);
    for (const { person, coordinates } of least) {
      const isAbout = coordinates.some((each) => isOnlyFrom(provider)(each) && !isReference(each));
      if (person !== undefined && isAbout && !who.has(spine(person)))
        faults.push(`${person} is not told for ${provider}`);
    }
    for (const each of who) {
      if (!most.some(({ person }) => spine(person) === each)) faults.push(`${each} is not of ${provider}`);
    }
  }
  const asked = new Set(seen.flatMap(({ coordinates }) => coordinates));
  for (const each of asked) if (!allGiven.has(each)) faults.push(`${each} is not told`);
  for (const each of allGiven) {
    if (!asked.has(each) && !comparable.has(each)) faults.push(`${each} is told, and was not asked`);
  }
  if (allRows < rows.length) faults.push(`${allRows} rows, not ${rows.length}`);
  for (const { person, coordinates } of rows) {
    const isAbout = coordinates.some((each) => !isReference(each));
    if (person !== undefined && isAbout && !allPersons.has(spine(person)))
      faults.push(`${person} is not told`);
  }

  const sent = readSent(graph, calls);
  for (const recipient of graph.subgraphs.keys()) {
    const objects = sent.filter((each) => each.recipient === recipient);
    const flows = [...disclosures.entries()].filter(([, each]) => each.recipient === recipient);
    const coordinates = new Set(objects.flatMap((each) => each.coordinates));
    const toldOf = new Set(flows.flatMap(([, each]) => each.coordinates));
    const toldPersons = new Set(flows.flatMap(([index]) => [...whoOf(index)]));
    for (const [, flow] of flows) {
      for (const each of flow.coordinates) {
        if (!coordinates.has(each)) faults.push(`${each} is told, and was not sent to ${recipient}`);
        if (!isFrom(flow.provider)(each)) faults.push(`${each} to ${recipient} is not of ${flow.provider}`);
      }
      if (flow.rows > objects.length) faults.push(`${flow.rows} rows to ${recipient}, not ${objects.length}`);
    }
    for (const each of coordinates) {
      if (!isFrom(recipient)(each) && !toldOf.has(each)) faults.push(`${each} to ${recipient} is not told`);
    }
    const foreign = objects.filter(({ ids, own }) => ids.length > own.length);
    const told = flows.reduce((sum, [, each]) => sum + each.rows, 0);
    if (told < foreign.length) faults.push(`${told} rows to ${recipient}, not ${foreign.length}`);
    for (const { ids, own } of objects) {
      for (const id of ids) {
        const person = id.replace(`${recipient}:`, '');
        if (!own.includes(id) && !toldPersons.has(person)) faults.push(`${id} to ${recipient} is not told`);
      }
    }
    const ids = new Set(objects.flatMap((each) => each.ids));
    for (const each of toldPersons) {
      if (!ids.has(`${recipient}:${each}`)) faults.push(`${each} was not sent to ${recipient}`);
    }
  }
  return faults;
}

const operations = fc.array(randomNumbers(200), { minLength: 6, maxLength: 6 });

test("what operations over this project's graph disclose is what an oracle says", async () => {
  const root = join(import.meta.dirname, '../../..');
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const schemas = SUBGRAPHS.map(({ name }) => [
    name,
    `${SHARED_SDL}\n${read(`subgraphs/${name}/schema.graphql`)}`,
  ]);
  const federations = [0, 6].map((nulls) => start(Object.fromEntries(schemas), nulls));
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(1), operations, async (index, drawn) => {
      count += await expectAccounts(federations[index] as Accounted, drawn);
    }),
    { numRuns: 25, interruptAfterTimeLimit: TIME_MS },
  );
  expect(count).toBeGreaterThan(10);
}, 120_000);

test('so is what those over random graphs do', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(randomSubgraphs, operations, async (subgraphs, drawn) => {
      count += await expectAccounts(start(withPersons(subgraphs), 0), drawn);
    }),
    { numRuns: 30, interruptAfterTimeLimit: TIME_MS },
  );
  expect(count).toBeGreaterThan(10);
}, 120_000);

/** Says of the entities of random schemas that they are about persons, one of them by a path. */
function withPersons(subgraphs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const about = (sdl: string) =>
    sdl
      .replaceAll('id: ID!', 'id: ID! @pairwise')
      .replaceAll('code: ID', 'code: ID @pairwise')
      .replaceAll('@key(fields: "id")', '@key(fields: "id") @about(person: "id")')
      .replaceAll('@key(fields: "ref { code }")', '@key(fields: "ref { code }") @about(person: "ref.code")');
  return Object.fromEntries(
    Object.entries(subgraphs).map(([name, sdl]) => [name, `${SHARED_SDL}\n${about(sdl)}`]),
  );
}
