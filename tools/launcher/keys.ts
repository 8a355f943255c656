import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { makeIdKeys, readIdKeys, toIdKeysText } from '../../gateway/execution/id-keys.ts';
import { SUBGRAPHS } from '../subgraphs.ts';

/** Paths of a private key and of the key set with its public half. */
interface KeyFiles {
  /** Private Ed25519 JWK with its `kid`, mode 0600. */
  readonly privateFile: string;
  /** JWKS of the one public key. */
  readonly publicFile: string;
}

/** Paths of all that the processes of one clone need to trust one another. */
export interface Keys {
  /** Signs the gateway's grants. */
  readonly grant: KeyFiles;
  /** Signs development tokens. */
  readonly development: KeyFiles;
  /** Signs the checkpoints of the ledger. */
  readonly ledger: KeyFiles;
  /** File of the keys by which each agency has ids of its own, mode 0600. */
  readonly idKeysFile: string;
  /** Subgraph name to the file with its secret: 32 random bytes in hexadecimal, mode 0600. */
  readonly subgraphSecrets: ReadonlyMap<string, string>;
}

type PrivateKey = JWK & { readonly x: string; readonly d: string; readonly kid: string };

/**
 * Makes the keys that are missing in the folder `keys` of `dataFolder`, and never changes one that is there. Several
 * processes may ask at the same time: all get the same keys.
 *
 * @throws Error in a sentence that says what to do, when a file cannot be made or is not a key
 */
export async function ensureKeys(dataFolder: string): Promise<Keys> {
  const folder = await makeFolder(dataFolder);
  const [grant, development, ledger] = [
    await ensureKeyPair(folder, 'grant'),
    await ensureKeyPair(folder, 'development'),
    await ensureKeyPair(folder, 'ledger'),
  ];
  const subgraphSecrets = new Map<string, string>();
  for (const { name } of SUBGRAPHS) {
    const file = join(folder, `subgraph-${name}.secret`);
    await ensureFile(file, async () => `${randomBytes(32).toString('hex')}\n`);
    subgraphSecrets.set(name, file);
  }
  return { grant, development, ledger, idKeysFile: await ensureIdKeys(dataFolder), subgraphSecrets };
}

/** As {@link ensureKeys}, for whoever only signs development tokens. */
export async function ensureDevelopmentKey(dataFolder: string): Promise<JWK> {
  const { privateFile } = await ensureKeyPair(await makeFolder(dataFolder), 'development');
  return await readPrivateKey(privateFile);
}

/** As {@link ensureKeys}, for whoever only has to do with ids. @returns the file */
export async function ensureIdKeys(dataFolder: string): Promise<string> {
  const file = join(await makeFolder(dataFolder), 'ids.json');
  await ensureFile(file, async () => toIdKeysText(makeIdKeys()));
  const reading = await readIdKeys('ids.json', file);
  if (reading.ok) return file;
  throw new Error(
    `${file} does not hold the keys of ids. Put back a copy of it: with new keys every id that was given before is void.`,
  );
}

async function makeFolder(dataFolder: string): Promise<string> {
  const folder = join(dataFolder, 'keys');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(
      `The keys cannot be kept in ${folder}: ${(error as Error).message}. Set DATA_DIR to another folder.`,
    );
  }
  return folder;
}

async function ensureKeyPair(folder: string, name: string): Promise<KeyFiles> {
  const privateFile = join(folder, `${name}.jwk.json`);
  const publicFile = join(folder, `${name}.jwks.json`);
  await ensureFile(privateFile, makePrivateKey);
  const { d: _secret, ...publicKey } = await readPrivateKey(privateFile);
  await ensureFile(publicFile, async () => toText({ keys: [publicKey] }));
  if (!(await readFile(publicFile, 'utf8')).includes(publicKey.x)) {
    throw new Error(
      `${publicFile} is not the public half of ${name}.jwk.json: delete it to have it made again.`,
    );
  }
  return { privateFile, publicFile };
}

async function makePrivateKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  return toText({ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA', use: 'sig' });
}

async function readPrivateKey(file: string): Promise<PrivateKey> {
  try {
    const { kty, crv, x, d, kid, ...rest } = JSON.parse(await readFile(file, 'utf8')) as JWK;
    if (kty === 'OKP' && crv === 'Ed25519' && x && d && kid) return { kty, crv, x, d, kid, ...rest };
  } catch {
    // The same sentence: nothing of what stands in the file may be repeated.
  }
  throw new Error(
    `${file} is not a private Ed25519 key: delete it, and its .jwks.json, to have a new one made.`,
  );
}

/** Writes a file whole under another name, and then gives it its own unless that exists. */
async function ensureFile(file: string, makeContent: () => Promise<string>): Promise<void> {
  const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error.code);
  if (found !== 'ENOENT') return;
  const partial = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await writeFile(partial, await makeContent(), { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(partial, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(partial);
  }
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
