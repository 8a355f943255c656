import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import cliProgress from 'cli-progress';
import mongoose from 'mongoose';
import { createDraw } from '../queries.mjs';
import { importGateway } from '../simpul/ids.mjs';
import { startStore } from '../simpul/start-store.mjs';
import { fillLedger } from './fill.mjs';
import { measureAccesses } from './measure-accesses.mjs';
import { measureGateway } from './measure-gateway.mjs';
import { createOperations } from './operations.mjs';
import { readLedgerOptions } from './options.mjs';
import { readPopulation } from './population.mjs';
import { verifyLedger } from './verify.mjs';

const SEED = 2026;
/** What the launcher calls them. */
const [CHAIN, DATABASE] = ['gateway', 'ledger'];

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const say = (text) => process.stdout.write(`${text}\n`);

/** Fills a ledger, and measures what is asked of it. */
export async function runLedgerBench(parameters) {
  const options = readLedgerOptions(parameters);
  const { folder } = options;
  const storeFolder = join(folder, 'store');
  mkdirSync(storeFolder, { recursive: true });
  const { ensureKeys } = await importGateway(root, '../tools/launcher/keys.js');
  const keys = await ensureKeys(folder);
  const store = await startStore(root, storeFolder);
  const connection = await mongoose.createConnection(store.uri, { dbName: DATABASE }).asPromise();
  say(`Node ${process.versions.node}, ${cpus().length} cores; ${new Date().toISOString().slice(0, 10)}.`);
  try {
    const population = await readPopulation(root, store.uri, connection, keys.idKeysFile);
    await fill(options, connection.db, keys, population);
    await describeStore(connection.db);
    const ledger = {
      LEDGER_URI: store.uri,
      LEDGER_DATABASE: DATABASE,
      LEDGER_KEY: keys.ledger.privateFile,
      LEDGER_INSTANCE: CHAIN,
      LEDGER_CHECKPOINTS: join(folder, 'checkpoints'),
    };
    await measureVerify({ DATA_DIR: folder, ...ledger });
    await measureAccesses(root, { ...options, uri: store.uri, population, draw: createDraw(SEED), say });
    const scratch = join(folder, 'scratch');
    mkdirSync(scratch, { recursive: true });
    await measureGateway(root, { scratch, ledger, say });
    rmSync(scratch, { recursive: true });
  } finally {
    await connection.close();
    await store.stop();
    if (!options.isKept) rmSync(folder, { recursive: true });
  }
}

async function fill({ entries, folder }, database, keys, { persons }) {
  const { ENTRIES } = await importGateway(root, 'ledger/stored-entry.js');
  const found = await database.collection(ENTRIES).estimatedDocumentCount();
  if (found >= entries) return say(`${found} entries stand there already.`);
  if (found > 0) throw new Error(`${folder} holds ${found} entries: name another --folder, or delete it.`);
  const bar = new cliProgress.SingleBar({}, cliProgress.Presets.shades_classic);
  bar.start(entries, 0);
  const { entriesSeconds, indexSeconds } = await fillLedger(root, {
    database,
    count: entries,
    chain: CHAIN,
    key: JSON.parse(readFileSync(keys.ledger.privateFile, 'utf8')),
    statements: join(folder, 'checkpoints', `${CHAIN}.jws`),
    createEvents: createOperations(root, persons, createDraw(SEED)),
    onProgress: (done) => bar.update(done),
  });
  bar.stop();
  const rate = (entries / entriesSeconds).toFixed(0);
  say(
    `${entries} entries about ${persons.length} persons, written in ${entriesSeconds.toFixed(0)} s, ${rate}/s; indexes built in ${indexSeconds.toFixed(0)} s`,
  );
}

async function measureVerify(environment) {
  const began = performance.now();
  const told = await verifyLedger(root, environment);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`${told}\nverified in ${seconds} s, the start of the command included`);
}

async function describeStore(database) {
  const { ENTRIES } = await importGateway(root, 'ledger/stored-entry.js');
  const { count, size, storageSize, indexSizes } = await database.command({ collStats: ENTRIES });
  const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(2)} GB`;
  const indexes = Object.entries(indexSizes).map(([name, bytes]) => `${name} ${gigabytes(bytes)}`);
  say(
    `store: ${(size / count).toFixed(0)} bytes an entry, ${gigabytes(size)}; on the disk ${gigabytes(storageSize)}; indexes: ${indexes.join(', ')}`,
  );
}
