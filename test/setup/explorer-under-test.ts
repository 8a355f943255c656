import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { inject } from 'vitest';
import { createCanaryData } from './canary-data.ts';
import { type Federation, startFederation } from './federation.ts';

/** A federation with its explorer, as the launcher starts it. */
export interface ExplorerUnderTest {
  /** Where the explorer is served, without a slash at the end. */
  readonly origin: string;
  /** A token as an issuer would give it; only for an explorer that hands out none of its own. */
  readonly token: Federation['token'];
  readonly stop: () => Promise<void>;
}

/** The whole federation, on data in which everybody has a row of every kind, and the page that was built last. */
export async function startExplorerUnderTest({ givesTokens = true } = {}): Promise<ExplorerUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'simpul-explorer-'));
  const federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: `explorer_${process.pid}_${givesTokens ? 'development' : 'production'}_`,
    documents: createCanaryData().documents,
    environment: { EXPLORER: 'on', ...(givesTokens && (await writeDevelopmentKey(folder))) },
  });
  return {
    origin: federation.url,
    token: federation.token,
    stop: async () => {
      await federation.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeDevelopmentKey(folder: string): Promise<Readonly<Record<string, string>>> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const about = { kid: 'explorer', alg: 'EdDSA', use: 'sig' };
  const [keyFile, keySetFile] = [join(folder, 'key.json'), join(folder, 'keys.json')];
  await writeFile(keyFile, JSON.stringify({ ...(await exportJWK(privateKey)), ...about }));
  await writeFile(keySetFile, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), ...about }] }));
  return { DEVELOPMENT_KEY: keyFile, DEVELOPMENT_JWKS: keySetFile };
}
