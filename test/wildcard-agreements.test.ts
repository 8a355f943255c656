import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { startForeignFederation } from './setup/foreign-federation.ts';
import { allowAll, type ForeignSubgraph } from './setup/foreign-subgraphs.ts';

/** A graph that knows nothing of access is served whole under agreements that give everything, where that is asked for. */

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])';
const LIBRARY: Readonly<Record<string, ForeignSubgraph>> = {
  books: {
    typeDefs: `${LINK}
      type Query { books(title: String, shelf: Shelf): [Book!]! }
      input Shelf { row: Int! }
      type Book @key(fields: "id") { id: ID! title: String! }`,
    resolvers: { Query: { books: () => [{ id: 'b1', title: 'Tides' }] } },
  },
  loans: {
    typeDefs: `${LINK} type Book @key(fields: "id") { id: ID! loans: Int! }`,
    resolvers: { Book: { loans: () => 3 } },
  },
};

it('a gateway that is not told to allow wildcards refuses them, and names each file and the way out', async () => {
  const { start } = await startForeignFederation(LIBRARY, {});
  const problems = start.ok ? [] : start.problems;
  expect(problems).toHaveLength(6);
  expect(problems[0]).toMatch(
    /all-books\.yaml, clauses\[0\]\.allow\["\*"\]: .* ALLOW_WILDCARD_AGREEMENTS=true/,
  );
});

it('a gateway that is told to gives every field and every input of a graph without a directive of ours', async () => {
  const { ask } = await startForeignFederation(LIBRARY);
  const query = '{ books(title: "Tides", shelf: { row: 1 }) { __typename id title loans } }';
  expect(await ask(query)).toEqual({
    data: { books: [{ __typename: 'Book', id: 'b1', title: 'Tides', loans: 3 }] },
  });
});

it('it says so when it starts, and at each change of the files', async () => {
  const { start, logLines, agreements } = await startForeignFederation(LIBRARY);
  expect(start.ok).toBe(true);
  const warnings = () =>
    logLines
      .map((line) => JSON.parse(line))
      .filter(({ level, event }) => level === 'warn' && event.startsWith('ALLOW_WILDCARD_AGREEMENTS is on'));
  expect(warnings()).toMatchObject([
    { problems: [expect.stringContaining('all-books'), expect.stringContaining('all-loans')] },
  ]);
  await writeFile(join(agreements, 'all-books.yaml'), allowAll('books').replace('signed', 'ended'));
  await vi.waitFor(() => expect(warnings()).toHaveLength(2), { timeout: 10_000 });
});
