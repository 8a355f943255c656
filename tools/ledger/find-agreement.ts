import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { mongo } from 'mongoose';
import type { Agreement } from '../../gateway/access/agreement.ts';
import { parseAgreement, readAgreement } from '../../gateway/registry/read-agreement.ts';
import { AGREEMENTS, type StoredAgreement } from './read-agreement-lines.ts';

/** Finds an agreement by its version; undefined when nobody has its text any more. */
export type FindAgreement = (version: string) => Promise<Agreement | undefined>;

/** Looks in the ledger first, where every version is that took effect, then among the files of now. Looks once. */
export function createFindAgreement(database: mongo.Db, agreementsFolder: string): FindAgreement {
  const known = new Map<string, Promise<Agreement | undefined>>();
  let files: Promise<ReadonlyMap<string, Agreement>> | undefined;
  const find = async (version: string): Promise<Agreement | undefined> => {
    const stored = await database.collection<StoredAgreement>(AGREEMENTS).findOne({ _id: version });
    const reading = stored ? parseAgreement(stored.text, version) : undefined;
    if (reading?.ok && reading.agreement.version === version) return reading.agreement;
    files ??= readFolder(agreementsFolder);
    return (await files).get(version);
  };
  return (version) => {
    const found = known.get(version) ?? find(version);
    known.set(version, found);
    return found;
  };
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, Agreement>> {
  const found = new Map<string, Agreement>();
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.yaml')) continue;
    const reading = await readAgreement(join(folder, name));
    if (reading.ok) found.set(reading.agreement.version, reading.agreement);
  }
  return found;
}
