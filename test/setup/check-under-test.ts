import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { inject } from 'vitest';
import { toIdKeysText } from '../../gateway/execution/id-keys.ts';
import { createModels, type OversightModels } from '../../subgraphs/oversight/models.ts';
import { type CheckResult, type CheckWish, check } from '../../tools/check/check.ts';
import type { CheckOutput } from '../../tools/check/output.ts';
import type { CheckSettings } from '../../tools/check/settings.ts';
import { generate } from '../../tools/generator/generate.ts';
import { schemaFolder } from '../project-agreements.ts';
import { type Federation, startFederation } from './federation.ts';
import { type HttpProxy, startHttpProxy } from './http-proxy.ts';
import { TODAY } from './project-views.ts';
import { OWNERS, TEST_ID_KEYS } from './test-ids.ts';

/** The whole federation over a generated set, and a way for Bawaslu to check its list. */
export interface CheckUnderTest {
  readonly federation: Federation;
  readonly settings: CheckSettings;
  /** Between the check and the gateway, and between the gateway and KPU. */
  readonly gateway: HttpProxy;
  readonly kpu: HttpProxy;
  /** Folder of the agreements, which may be changed. */
  readonly agreements: string;
  /** Makes a check in this process. */
  readonly run: (
    wish?: Partial<CheckWish>,
    settings?: Partial<CheckSettings>,
    signal?: AbortSignal,
  ) => Promise<CheckResult>;
  /** What was said to people so far, a line each. */
  readonly said: readonly string[];
  /** Bawaslu's database. @param name of it; that of the settings when absent */
  readonly models: (name?: string) => OversightModels;
  readonly stop: () => Promise<void>;
}

/** Generates a set and starts everything over it. @param prefix of the databases */
export async function startCheckUnderTest(
  prefix: string,
  citizens: number,
  seed: number,
): Promise<CheckUnderTest> {
  const uri = inject('mongodbUri');
  const folder = await mkdtemp(join(tmpdir(), 'simpul-check-'));
  const agreements = join(folder, 'agreements');
  await cp(join(schemaFolder, 'agreements'), agreements, { recursive: true });
  await generate({
    uri,
    citizens,
    seed,
    ids: { keys: TEST_ID_KEYS, providers: OWNERS },
    databasePrefix: prefix,
  });
  let kpu: HttpProxy | undefined;
  const federation = await startFederation({
    mongodbUri: uri,
    databasePrefix: prefix,
    ledger: true,
    environment: { AGREEMENTS: agreements },
    now: () => new Date(`${TODAY}T05:00:00Z`),
    through: async (subgraph, url) => {
      if (subgraph !== 'electoral') return url;
      kpu = await startHttpProxy(url, false);
      return kpu.url;
    },
  });
  if (kpu === undefined) throw new Error('KPU has no subgraph.');
  const gateway = await startHttpProxy(federation.url);
  const tokenFile = join(folder, 'token');
  await writeFile(tokenFile, await federation.token({ agency: 'bawaslu', officer: 'inspector' }));
  const idKeysFile = join(folder, 'ids.json');
  await writeFile(idKeysFile, toIdKeysText(TEST_ID_KEYS));
  const settings: CheckSettings = {
    gateway: new URL(gateway.url),
    dataFolder: folder,
    mongodbUri: uri,
    database: `${prefix}oversight`,
    truthDatabase: `${prefix}truth`,
    tokenFile,
    idKeysFile,
  };
  const said: string[] = [];
  const output: CheckOutput = {
    say: (line) => void said.push(line),
    begin: () => ({ end: async () => {} }),
  };
  const connection = await mongoose.createConnection(uri).asPromise();
  const names = new Set([settings.database, settings.truthDatabase]);
  return {
    federation,
    settings,
    gateway,
    kpu,
    agreements,
    said,
    run: async (wish = {}, changes = {}, signal = new AbortController().signal) => {
      const whole: CheckWish = {
        scope: { kind: 'all' },
        election: undefined,
        rules: undefined,
        pageSize: 1_000,
        concurrency: 4,
        ...wish,
      };
      return await check({ ...settings, ...changes }, whole, output, signal);
    },
    models: (name = settings.database) => {
      names.add(name);
      return createModels(connection.useDb(name, { useCache: true }));
    },
    stop: async () => {
      await gateway.stop();
      await federation.stop();
      await kpu?.stop();
      for (const name of names) await connection.useDb(name).dropDatabase();
      await connection.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
