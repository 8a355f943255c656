import { createHash, generateKeyPairSync, type KeyObject, randomBytes, verify } from 'node:crypto';
import type { JWK } from 'jose';
import mongoose, { type Connection } from 'mongoose';
import { expect, inject, onTestFinished } from 'vitest';
import { createLogger } from '../../gateway/http/log.ts';
import type { Entry } from '../../gateway/ledger/entry.ts';
import type { Ledger } from '../../gateway/ledger/ledger.ts';
import { type LedgerOptions, openLedger } from '../../gateway/ledger/open-ledger.ts';

/** A key pair of a test's own. */
export interface TestKey {
  readonly jwk: JWK;
  readonly publicKey: KeyObject;
}

/** A ledger of a test, and what it logged. */
export interface TestLedger extends Ledger {
  readonly logLines: readonly string[];
}

/** Makes a key that signs checkpoints. */
export function makeLedgerKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { jwk: { ...(privateKey.export({ format: 'jwk' }) as JWK), kid: 'test' }, publicKey };
}

/** A name for a database that no other test has; it is dropped after the test. */
export function newDatabase(): string {
  const database = `test_ledger_${randomBytes(6).toString('hex')}`;
  onTestFinished(() => withStore(database, async (connection) => void (await connection.dropDatabase())));
  return database;
}

/** Opens a ledger in the engine of all tests, unless they say otherwise. It is stopped after the test. */
export async function startLedger(
  options: Pick<LedgerOptions, 'database'> & Partial<LedgerOptions>,
): Promise<TestLedger> {
  const logLines: string[] = [];
  const ledger = await openLedger({
    uri: inject('mongodbUri'),
    instance: 'gateway-1',
    key: makeLedgerKey().jwk,
    checkpoints: undefined,
    deadlineMs: 2_000,
    maxQueued: 1_000,
    maxQueuedBytes: 10_000_000,
    logger: createLogger('debug', { write: (line) => logLines.push(line) }),
    ...options,
  });
  onTestFinished(ledger.stop);
  return { ...ledger, logLines };
}

/** Acts on the database of a ledger, past the ledger. */
export async function withStore<Result>(
  database: string,
  act: (connection: Connection) => Promise<Result>,
  uri = inject('mongodbUri'),
): Promise<Result> {
  const connection = await mongoose.createConnection(uri, { dbName: database }).asPromise();
  try {
    return await act(connection);
  } finally {
    await connection.close();
  }
}

/** Reads the entries of a chain, and holds each against the one before, with nothing of the ledger's own code. */
export async function readWholeChain(database: string, chain = 'gateway-1', uri?: string): Promise<Entry[]> {
  const stored = await withStore(
    database,
    (connection) =>
      connection
        .collection<{ _id: string; hash: string; text: string }>('entries')
        .find({ _id: new RegExp(`^${chain}/`) })
        .sort({ _id: 1 })
        .toArray(),
    uri,
  );
  let previous = '0'.repeat(64);
  const faults: string[] = [];
  const entries = stored.map(({ _id, hash, text }, place) => {
    const entry = JSON.parse(text) as Entry;
    if (_id !== `${chain}/${String(place + 1).padStart(12, '0')}`) faults.push(`${_id} is out of its place`);
    if (entry.sequence !== place + 1 || entry.chain !== chain) faults.push(`${_id} says another place`);
    if (entry.previous !== previous) faults.push(`${_id} does not follow`);
    if (createHash('sha256').update(text).digest('hex') !== hash) faults.push(`${_id} has another hash`);
    previous = hash;
    return entry;
  });
  expect(faults).toEqual([]);
  return entries;
}

/** What a checkpoint says, once its signature and its place are right. */
export interface ReadCheckpoint {
  readonly chain: string;
  readonly hash: string;
  readonly number: number;
  readonly sequence: number;
}

/** Reads checkpoints, and holds each against the key and the one before, with nothing of the ledger's own code. */
export function readCheckpoints(statements: readonly string[], { publicKey }: TestKey): ReadCheckpoint[] {
  let previous = '0'.repeat(64);
  return statements.map((jws, place) => {
    const [header = '', payload = '', signature = ''] = jws.split('.');
    const signed = Buffer.from(`${header}.${payload}`);
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(verify(null, signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(Buffer.from(header, 'base64url').toString()).toBe(
      '{"alg":"EdDSA","kid":"test","typ":"simpul-checkpoint+jwt"}',
    );
    expect(said).toMatchObject({ number: place + 1, previous, version: 1 });
    previous = createHash('sha256').update(jws).digest('hex');
    return said as ReadCheckpoint;
  });
}
