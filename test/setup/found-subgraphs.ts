import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../subgraphs/shared/project-root.ts';
import type { Subgraph } from '../../subgraphs/shared/subgraph.ts';

const folder = join(projectRoot, 'subgraphs');

/** Names of the subgraphs that are there: the folders with a `main.ts`. */
export const SUBGRAPH_NAMES: readonly string[] = readdirSync(folder).filter((name) =>
  existsSync(join(folder, name, 'main.ts')),
);

/** Makes a subgraph by its name: with the one function that its `subgraph.ts` exports. */
export async function makeSubgraph(name: string): Promise<Subgraph> {
  const exported: Record<string, unknown> = await import(`../../subgraphs/${name}/subgraph.ts`);
  const [create, ...others] = Object.values(exported).filter((value) => typeof value === 'function');
  if (!create || others.length > 0)
    throw new Error(`subgraphs/${name}/subgraph.ts must export one function.`);
  return create() as Subgraph;
}

/** All closed sets that the documents of a subgraph name: exported lists of texts, each in the order of its source. */
export async function findClosedSets(name: string): Promise<readonly (readonly string[])[]> {
  const files = readdirSync(join(folder, name)).flatMap(
    (file) => /^(models|.*-document)\.ts$/.exec(file)?.[1] ?? [],
  );
  const modules: Record<string, unknown>[] = await Promise.all(
    files.map((file) => import(`../../subgraphs/${name}/${file}.ts`)),
  );
  return modules
    .flatMap((each) => Object.values(each))
    .filter((value) => Array.isArray(value) && value.every((item) => typeof item === 'string'));
}
