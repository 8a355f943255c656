import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Graph } from '../gateway/access/graph.ts';
import { composeSupergraph } from '../gateway/composition/compose-supergraph.ts';
import { type DisclosureLint, lintDisclosures } from '../gateway/composition/lint-disclosures.ts';
import { lintUnknownPersons } from '../gateway/composition/lint-persons.ts';
import { readSupergraph } from '../gateway/composition/read-supergraph.ts';
import { findProjectRoot } from '../gateway/project-root.ts';
import { describeFileProblem } from '../gateway/registry/file-problem.ts';
import { loadAgencies } from '../gateway/registry/load-agencies.ts';
import { loadAgreements } from '../gateway/registry/load-agreements.ts';
import { readSchema } from '../subgraphs/shared/read-schema.ts';
import { SUBGRAPHS } from './subgraphs.ts';

/**
 * `npm run compose`: composes the subgraphs' schemas into `schema/supergraph.graphql`; with `--check` only
 * says whether the committed one is what they compose to. Ends with 1 when it is not, when they do not compose, when
 * the graph would have something sent between agencies that no agreement says, or when it gives data of somebody of whom the
 * ledger would not know.
 */
async function compose(isCheck: boolean): Promise<number> {
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
  const graph = readSupergraph(composition.supergraphSdl);
  const lint = await lintAgainstAgreements(graph);
  const errors = [...lint.errors, ...lintUnknownPersons(graph)];
  for (const error of errors) process.stderr.write(`${error}\n`);
  if (errors.length > 0) return 1;
  const isFresh = existsSync(file) && readFileSync(file, 'utf8') === composition.supergraphSdl;
  if (isCheck) {
    if (isFresh) return 0;
    process.stderr.write('schema/supergraph.graphql is stale: run `npm run compose` and commit it.\n');
    return 1;
  }
  for (const hint of [...composition.hints, ...lint.notes]) process.stderr.write(`${hint}\n`);
  if (!isFresh) writeFileSync(file, composition.supergraphSdl);
  process.stdout.write(`schema/supergraph.graphql ${isFresh ? 'is up to date' : 'is written'}.\n`);
  return 0;
}

/** What the agreements of this project say of a graph; what keeps them from being read is an error. */
async function lintAgainstAgreements(graph: Graph): Promise<DisclosureLint> {
  const folder = join(findProjectRoot(), 'schema');
  const agencies = await loadAgencies(join(folder, 'agencies.yaml'));
  if (!agencies.ok) return { notes: [], errors: agencies.problems.map(describeFileProblem) };
  const { participants } = agencies.directory;
  const reading = await loadAgreements({ folder: join(folder, 'agreements'), participants });
  if (!reading.ok) return { notes: [], errors: reading.problems.map(describeFileProblem) };
  return lintDisclosures(graph, participants, reading.agreements);
}

const program = new Command('compose')
  .description("Compose the subgraphs' schemas into schema/supergraph.graphql.")
  .option('--check', 'only say whether the committed supergraph is up to date', false)
  .parse();
process.exitCode = await compose(program.opts<{ check: boolean }>().check);
