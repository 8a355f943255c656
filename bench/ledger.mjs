// How fast a ledger is verified: `node bench/ledger.mjs [ENTRIES]`. Fills a store of its own in a temporary folder with
// entries of a usual size, each about one to five persons, and has them verified from there.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { createCheckpoint } from '../dist/gateway/ledger/checkpoint.js';
import { EMPTY_CHAIN, linkEntries } from '../dist/gateway/ledger/link-entries.js';
import { createStatementSigner } from '../dist/gateway/ledger/statement-signer.js';
import { ENTRIES } from '../dist/gateway/ledger/stored-entry.js';
import { createStatementReader } from '../dist/gateway/ledger/verify/statement-reader.js';
import { faultsOf, verifyLedger } from '../dist/gateway/ledger/verify/verify-ledger.js';
import { writeEvent } from '../dist/gateway/ledger/write-entry.js';
import { startEngine } from '../dist/tools/engine/engine.js';
import { readChain } from '../dist/tools/ledger/read-store.js';

const BATCH = 1_000;
const entries = Number(process.argv[2] ?? 500_000);
const folder = mkdtempSync(join(tmpdir(), 'simpul-bench-ledger-'));
const engine = await startEngine(folder);
const connection = await mongoose.createConnection(engine.uri, { dbName: 'ledger' }).asPromise();
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const sign = createStatementSigner({ ...privateKey.export({ format: 'jwk' }), kid: 'bench' });
const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench' }] };
try {
  await fill();
  const began = performance.now();
  const lines = readChain(connection.db, { chain: 'gateway' });
  const scope = { reader: createStatementReader(keys), fromFirst: true, toLast: true, isPart: false };
  const report = await verifyLedger(lines, scope);
  const seconds = (performance.now() - began) / 1000;
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    faultsOf(report),
    `${entries} entries verified in ${seconds.toFixed(1)} s: ${Math.round(entries / seconds)}/s, at most ${peakMb} MB with the engine`,
  );
} finally {
  await connection.close();
  await engine.stop();
  rmSync(folder, { recursive: true });
}

async function fill() {
  let end = EMPTY_CHAIN;
  let last;
  const persons = Array.from({ length: 50_000 }, () => randomBytes(16).toString('base64url'));
  for (let done = 0; done < entries; done += BATCH) {
    const events = Array.from({ length: BATCH }, (_, at) => createOperation(done + at, persons)).map(
      (event) => ({ event, text: writeEvent(event) }),
    );
    const linked = linkEntries('gateway', end, events, new Date());
    end = linked.end;
    await connection.db.collection(ENTRIES).insertMany(linked.documents);
    const checkpoint = createCheckpoint('gateway', end, last, new Date(), sign);
    last = { number: done / BATCH + 1, jws: checkpoint.jws, sequence: checkpoint.sequence };
    await connection.db.collection('checkpoints').insertOne(checkpoint);
  }
}

function createOperation(number, persons) {
  const hash = number.toString(16).padStart(64, '0');
  const count = 1 + (number % 5);
  const concerned = Array.from({ length: count }, (_, at) => persons[(number * 7 + at) % persons.length]);
  const disclosed = (provider, coordinates) => ({
    coordinates,
    persons: count,
    provider,
    recipient: 'kp2mi',
    rows: count,
    who: [[0, count]],
  });
  return {
    kind: 'operation',
    agency: 'kp2mi',
    agreements: ['A1-kemlu-kp2mi', 'O-kp2mi'].map((id) => ({ clauses: ['workers'], id, version: hash })),
    decision: 'given',
    denied: [],
    disclosures: [
      disclosed('dukcapil', ['Citizen.fullName', 'Citizen.phone']),
      disclosed('kp2mi', ['Query.workers', 'Worker.citizen', 'Worker.status']),
    ],
    durationMs: 12,
    intent: null,
    officer: hash.slice(0, 43),
    operation: { hash, name: 'Workers' },
    outcome: { codes: [], status: 200 },
    persons: concerned,
    policy: hash.slice(0, 16),
    purpose: 'PROTECTION_CASE',
    request: hash.slice(0, 32),
    shownFrom: null,
    supergraph: hash,
    unit: null,
  };
}
