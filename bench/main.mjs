import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CANDIDATES } from './candidates.mjs';
import { checkAnswers } from './check-answers.mjs';
import { measurePair } from './measure-pair.mjs';
import { createPlaces } from './places.mjs';
import { pinSelf } from './processes.mjs';
import { createDraw } from './queries.mjs';
import { keepResults } from './results.mjs';
import { startGateway } from './start-gateway.mjs';
import { formatProgress, formatTables } from './tables.mjs';

const SAMPLES = 24;
const SEED = 2026;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Measures pair after pair and prints the tables. */
export async function runBench(options) {
  const isPinned = pinSelf();
  const folder = mkdtempSync(join(tmpdir(), 'simpul-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

  const places = await createPlaces(root, folder);
  /** Starts a gateway and holds its answers against those that are known; the first ones of each form become known. */
  async function startChecked(name, query, { plain, translated }) {
    const candidate = CANDIDATES.find((each) => each.name === name);
    const place = await places.of(candidate);
    const own = candidate.hasViews ? translated : plain;
    const draw = createDraw(SEED);
    const makeBody = () =>
      JSON.stringify({ query: query.text, variables: query.variables(draw, place.translateId) });
    const samples = Array.from({ length: SAMPLES }, (_, index) => ({
      body: makeBody(),
      expected: plain[index] ? place.expect(plain[index]) : own[index],
    }));
    const headers = { 'content-type': 'application/json', ...(await place.createHeaders?.()) };
    const gateway = await startGateway(candidate, place, headers, samples[0].body);
    const checked = await checkAnswers(gateway, samples);
    checked.forEach(({ data }, index) => {
      own[index] ??= data;
    });
    const known = checked.map(({ body, text }) => ({ body, expected: text }));
    const { ledger } = place;
    return { ...gateway, makeBody, known, ledger, recorded: await ledger?.countOperations() };
  }

  const place = `Node ${process.versions.node}, ${cpus().length} cores, ${
    isPinned
      ? 'one for the gateway and the other for load and subgraphs'
      : 'shared by all, since they could not be pinned'
  }; ${options.clients} clients; ${new Date().toISOString().slice(0, 10)}.`;
  process.stderr.write(`${place}\n`);
  const measured = [];
  for (const query of options.queries) {
    const pairs = [];
    const reference = { plain: [], translated: [] };
    for (const names of options.pairs) {
      const gateways = [];
      try {
        for (const name of names) gateways.push(await startChecked(name, query, reference));
        const result = await measurePair(gateways, options);
        for (const [index, { ledger, recorded }] of gateways.entries())
          await ledger?.check(recorded + result.requests[index]);
        pairs.push({ names, ...result });
        process.stderr.write(`${formatProgress(query.name, names, result)}\n`);
      } finally {
        await Promise.all(gateways.map((gateway) => gateway.stop()));
      }
    }
    measured.push({ query: query.name, about: query.about, pairs });
  }
  const report = `${place}\n\n${formatTables(measured)}`;
  process.stdout.write(`${report}\n`);
  if (options.isWhole) keepResults(root, report);
  await places.stop();
}
