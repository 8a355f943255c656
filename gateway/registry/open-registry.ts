import { readFile } from 'node:fs/promises';
import type { Participants } from '../access/agency.ts';
import type { Graph } from '../access/graph.ts';
import { lintStructures } from '../composition/lint-graph.ts';
import { lintPersonPaths } from '../composition/lint-persons.ts';
import { readSupergraph } from '../composition/read-supergraph.ts';
import type { AgencyDirectory } from './agency-directory.ts';
import { describeFileProblem, type FileProblem } from './file-problem.ts';
import { loadAgencies } from './load-agencies.ts';
import { type AgreementTexts, type FolderRemains, loadAgreements } from './load-agreements.ts';
import { createPolicy, type Policy } from './policy.ts';
import { watchFiles } from './watch-files.ts';
import { withdrawAgreements } from './withdraw-agreements.ts';

/** Where the files are that decide about access. */
export interface RegistrySource {
  readonly supergraphFile: string;
  readonly agreementsFolder: string;
  readonly agenciesFile: string;
  /** Whether `"*": ["*"]` may give everything that a provider has. Default: `false`. */
  readonly allowWildcardAgreements?: 'true' | 'false';
}

/** What the files say together. */
export interface Registered {
  readonly policy: Policy;
  readonly directory: AgencyDirectory;
  readonly supergraphSdl: string;
  /** The text of every agreement of the policy, by its version; those of some others may be there too. */
  readonly agreementTexts: AgreementTexts;
}

/** What the files say, or all that keeps them from taking effect. */
export type RegistryReading =
  | { readonly ok: true; readonly registered: Registered }
  | {
      readonly ok: false;
      readonly problems: readonly FileProblem[];
      /** What the agreements folder holds all the same, if that can be told. */
      readonly remains: FolderRemains | undefined;
    };

/** Reads supergraph, agencies and agreements, and checks them against each other. */
export async function readRegistry(source: RegistrySource): Promise<RegistryReading> {
  const [supergraph, agencies] = await Promise.all([
    loadSupergraph(source.supergraphFile),
    loadAgencies(source.agenciesFile),
  ]);
  if (!agencies.ok) {
    return { ok: false, problems: [...supergraph.problems, ...agencies.problems], remains: undefined };
  }
  const { participants } = agencies.directory;
  const loaded = await loadAgreements({
    folder: source.agreementsFolder,
    participants,
    isWildcardAllowed: source.allowWildcardAgreements === 'true',
  });
  const problems = [
    ...supergraph.problems,
    ...(loaded.ok ? [] : loaded.problems),
    ...findUnprovided(supergraph.graph, participants, source),
  ];
  if (problems.length > 0 || !supergraph.graph || !loaded.ok) {
    return { ok: false, problems, remains: loaded.ok ? undefined : loaded.remains };
  }
  const policy = createPolicy(supergraph.graph, participants, loaded.agreements);
  const { supergraphSdl } = supergraph;
  const { directory } = agencies;
  return { ok: true, registered: { policy, directory, supergraphSdl, agreementTexts: loaded.texts } };
}

/**
 * Watches the files and tells of every new state that checks. One that does not check is told of as problems,
 * and the last good one stays, without the agreements that were taken back.
 *
 * @param current what the files said last, when they checked.
 * @returns what stops it, once it watches: whoever reads the files after that misses no change.
 */
export async function watchRegistry(
  source: RegistrySource,
  current: () => Promise<Registered>,
  onChange: (registered: Registered) => Promise<void>,
  onProblems: (problems: readonly string[]) => void,
): Promise<() => void> {
  return await watchFiles({
    paths: [source.supergraphFile, source.agreementsFolder, source.agenciesFile],
    async onChange() {
      const reading = await readRegistry(source);
      if (reading.ok) return await onChange(reading.registered);
      onProblems(reading.problems.map(describeFileProblem));
      if (!reading.remains) return;
      const registered = await current();
      const { graph, participants, agreements } = registered.policy;
      const left = withdrawAgreements(agreements, reading.remains);
      if (left !== agreements) {
        const agreementTexts = new Map([...registered.agreementTexts, ...reading.remains.texts]);
        const policy = createPolicy(graph, participants, left);
        await onChange({ ...registered, policy, agreementTexts });
      }
    },
    onError: (error) => onProblems([error instanceof Error ? error.message : String(error)]),
  });
}

/** Nobody could agree to give what a subgraph without a provider has. */
function findUnprovided(
  graph: Graph | undefined,
  participants: Participants,
  { agenciesFile, supergraphFile }: RegistrySource,
): readonly FileProblem[] {
  const strays = [...(graph?.subgraphs.keys() ?? [])].filter((name) => !participants.providers.has(name));
  return strays.map((name) => ({
    file: agenciesFile,
    path: 'providers',
    expected: `the agency or group that provides the subgraph ${name} of ${supergraphFile}`,
    came: 'none',
    remedy: `Add ${name} to providers.`,
  }));
}

interface SupergraphReading {
  readonly graph: Graph | undefined;
  readonly supergraphSdl: string;
  readonly problems: readonly FileProblem[];
}

async function loadSupergraph(file: string): Promise<SupergraphReading> {
  try {
    const supergraphSdl = await readFile(file, 'utf8');
    const graph = readSupergraph(supergraphSdl);
    const refuse = (expected: string) => (came: string) => ({
      file,
      path: '',
      expected,
      came,
      remedy: 'Compose it anew without.',
    });
    const problems = [
      ...lintStructures(graph).map(refuse('structures without rows of their own')),
      ...lintPersonPaths(graph).map(refuse('paths that lead to the ids of persons')),
    ];
    return { graph, supergraphSdl, problems };
  } catch (error) {
    const problem: FileProblem = {
      file,
      path: '',
      expected: 'a supergraph that the gateway can load',
      came: error instanceof Error ? error.message : 'an error',
      remedy: 'Compose it anew with `npm run compose`, or correct the path.',
    };
    return { graph: undefined, supergraphSdl: '', problems: [problem] };
  }
}
