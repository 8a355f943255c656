import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const ownFile = (name) => join(here, 'candidates', name);
const listServices = (urls) =>
  Object.entries(urls)
    .map((pair) => pair.join('='))
    .join(',');

/**
 * The gateways. Each is a process of Node; `start` says with which parameters and environment, from what was prepared:
 * the port, the addresses of the subgraphs, and the files. `isInstalledApart` says that the
 * project itself does not have its packages, `isSimpul` that it wants files and a token, `hasViews` that
 * its agreements name each field, and ids are pairwise, `hasLedger` that what it answers is written down.
 */
export const CANDIDATES = [
  {
    name: 'stock',
    label: 'stock Apollo: `startStandaloneServer` + `ApolloGateway`',
    start: ({ port, supergraph }) => ({
      parameters: [ownFile('stock.mjs')],
      environment: { PORT: port, SUPERGRAPH: supergraph, APOLLO_TELEMETRY_DISABLED: 'true' },
    }),
  },
  {
    name: 'hive',
    isInstalledApart: true,
    label: 'Hive Gateway 2, default',
    start: (prepared) => startHive(prepared, {}),
  },
  {
    name: 'hive-rust',
    isInstalledApart: true,
    label: 'Hive Gateway 2, Rust query planner',
    start: (prepared) => startHive(prepared, { PLANNER: 'rust' }),
  },
  {
    name: 'mercurius',
    isInstalledApart: true,
    label: 'Mercurius gateway with JIT',
    start: ({ port, urls }) => ({
      parameters: [ownFile('mercurius.mjs')],
      environment: { PORT: port, SERVICES: listServices(urls) },
    }),
  },
  {
    name: 'hand-written',
    label: 'hand-written orchestration, undici + JSON',
    start: ({ port, urls }) => ({
      parameters: [ownFile('hand-written.mjs')],
      environment: { PORT: port, SERVICES: listServices(urls) },
    }),
  },
  {
    name: 'simpul',
    label: '**Simpul**, allow-all agreements',
    isSimpul: true,
    start: startSimpul,
  },
  {
    name: 'simpul-views',
    label: '**Simpul**, views, masks and pairwise ids',
    isSimpul: true,
    hasViews: true,
    start: startSimpul,
  },
  {
    name: 'simpul-ledger',
    label: '**Simpul**, the same and the ledger on',
    isSimpul: true,
    hasViews: true,
    hasLedger: true,
    start: startSimpul,
  },
];

/** Who is measured beside whom: the first is what the ratio is to. */
export const PAIRS = [
  ['stock', 'hive'],
  ['stock', 'hive-rust'],
  ['stock', 'mercurius'],
  ['stock', 'hand-written'],
  ['stock', 'simpul'],
  ['stock', 'simpul-views'],
  ['stock', 'simpul-ledger'],
  ['hive-rust', 'simpul-views'],
  ['hand-written', 'simpul'],
  ['simpul-views', 'simpul-ledger'],
];

function startHive({ port, supergraph }, environment) {
  const program = join(here, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');
  return {
    parameters: [program, 'supergraph', '-c', ownFile('hive.config.mjs')],
    environment: { PORT: port, SUPERGRAPH: supergraph, ...environment },
  };
}

function startSimpul({ root, port, simpul }) {
  return {
    parameters: [join(root, 'dist', 'gateway', 'main.js')],
    environment: { PORT: port, ...simpul },
  };
}
