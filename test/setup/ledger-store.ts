import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import mongoose, { type mongo } from 'mongoose';
import { inject, onTestFinished } from 'vitest';
import { makeIdKeys, toIdKeysText } from '../../gateway/execution/id-keys.ts';
import { openLedgerStore } from '../../gateway/ledger/ledger-store.ts';
import { findProjectRoot } from '../../gateway/project-root.ts';
import type { LedgerSettings } from '../../tools/ledger/settings.ts';
import { type VerifyWish, verify } from '../../tools/ledger/verify.ts';
import { publicHalf, type TestChain } from './ledger-chain.ts';
import { makeSigningKey } from './ledger-lines.ts';

/** A ledger in the engine of all tests, with keys and folders of its own, all gone after the test. */
export interface StoredLedger {
  readonly key: JWK;
  readonly folder: string;
  readonly settings: LedgerSettings;
  readonly database: mongo.Db;
  readonly put: (chain: TestChain) => Promise<void>;
}

/** What a command said. */
export interface Verdict {
  readonly holds: boolean;
  readonly lines: readonly string[];
}

/** Makes an empty one. */
export async function makeStoredLedger(): Promise<StoredLedger> {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-ledger-'));
  const name = `test_ledger_${randomBytes(6).toString('hex')}`;
  const uri = inject('mongodbUri');
  const connection = await mongoose.createConnection(uri, { dbName: name }).asPromise();
  const { db: database } = connection;
  if (!database) throw new Error('The engine of the tests did not answer.');
  onTestFinished(async () => {
    await connection.dropDatabase();
    await connection.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const key = makeSigningKey();
  const file = (fileName: string, text: string) => {
    writeFileSync(join(folder, fileName), text);
    return join(folder, fileName);
  };
  const schema = join(findProjectRoot(), 'schema');
  return {
    key,
    folder,
    database,
    settings: {
      dataFolder: folder,
      uri,
      database: name,
      keyFile: file('ledger.jwk.json', JSON.stringify(key)),
      publicKeysFile: file('ledger.jwks.json', JSON.stringify(publicHalf(key))),
      secondPlace: { folder: join(folder, 'checkpoints') },
      idKeysFile: file('ids.json', toIdKeysText(makeIdKeys())),
      agenciesFile: join(schema, 'agencies.yaml'),
      agreementsFolder: join(schema, 'agreements'),
    },
    put: async ({ entries, checkpoints }) => {
      if (entries.length > 0)
        await database.collection('entries').insertMany(entries.map((each) => ({ ...each })) as never);
      if (checkpoints.length > 0)
        await database
          .collection('checkpoints')
          .insertMany(checkpoints.map((each) => ({ ...each })) as never);
    },
  };
}

/** Runs `verify` as the command does. */
export async function verdictOf({ settings }: StoredLedger, wish: VerifyWish = {}): Promise<Verdict> {
  const lines: string[] = [];
  const holds = await verify(settings, wish, (line) => lines.push(line));
  return { holds, lines };
}

/** The store of a ledger, as the gateway opens it; closed after the test. */
export async function openStoreOf({ settings }: StoredLedger) {
  const { uri = '', database } = settings;
  const store = await openLedgerStore({ uri, database, timeoutMs: 10_000 });
  await store.connect();
  onTestFinished(store.close);
  return store;
}
