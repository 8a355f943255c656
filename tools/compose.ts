import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { composeSupergraph } from '../gateway/composition/compose-supergraph.ts';
import { findProjectRoot } from '../gateway/project-root.ts';
import { readSchema } from '../subgraphs/shared/read-schema.ts';
import { SUBGRAPHS } from './subgraphs.ts';

/**
 * `npm run compose`: composes the subgraphs' schemas into `schema/supergraph.graphql`; with `--check` only
 * says whether the committed one is what they compose to. Ends with 1 when it is not, or when they do not compose.
 */
function compose(isCheck: boolean): number {
  const file = join(findProjectRoot(), 'schema', 'supergraph.graphql');
  const composition = composeSupergraph(
    SUBGRAPHS.map(({ name, port }) => ({
      name,
      url: `http://127.0.0.1:${port}/graphql`,
      typeDefs: readSchema(name).document,
    })),
  );
  if (composition.kind === 'failed') {
    for (const error of composition.errors) process.stderr.write(`${error}\n`);
    process.stderr.write(
      `The subgraphs do not compose: ${composition.errors.length} errors. Nothing was written.\n`,
    );
    return 1;
  }
  const isFresh = existsSync(file) && readFileSync(file, 'utf8') === composition.supergraphSdl;
  if (isCheck) {
    if (isFresh) return 0;
    process.stderr.write('schema/supergraph.graphql is stale: run `npm run compose` and commit it.\n');
    return 1;
  }
  for (const hint of composition.hints) process.stderr.write(`${hint}\n`);
  if (!isFresh) writeFileSync(file, composition.supergraphSdl);
  process.stdout.write(`schema/supergraph.graphql ${isFresh ? 'is up to date' : 'is written'}.\n`);
  return 0;
}

const program = new Command('compose')
  .description("Compose the subgraphs' schemas into schema/supergraph.graphql.")
  .option('--check', 'only say whether the committed supergraph is up to date', false)
  .parse();
process.exitCode = compose(program.opts<{ check: boolean }>().check);
