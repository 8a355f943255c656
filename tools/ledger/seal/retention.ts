import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { mongo } from 'mongoose';
import type { Agreement } from '../../../gateway/access/agreement.ts';
import type { Entry, UsedAgreement } from '../../../gateway/ledger/entry.ts';
import { parseAgreement, readAgreement } from '../../../gateway/registry/read-agreement.ts';
import { AGREEMENTS, type StoredAgreement } from '../read-agreement-lines.ts';
import { addDuration, type Duration, readDuration } from './duration.ts';

/** Says whether an entry may be sealed. */
export type IsDue = (entry: Entry) => Promise<boolean>;

/** Entries of before a time are due, whatever they are. */
export function isDueBefore(time: Date): IsDue {
  return async (entry) => Date.parse(entry.time) < time.getTime();
}

/** What retentions are read from. */
export interface RetentionSources {
  readonly database: mongo.Db;
  /** Where a version is looked for that the database does not have. */
  readonly agreementsFolder: string;
  /** For entries without agreements, and clauses without a retention. */
  readonly otherwise: Duration;
  readonly now: Date;
}

/**
 * Entries are due when the longest retention of the clauses that they used has passed: by the text of the agreement as it
 * was then. A version of which nobody has the text counts as a clause without a retention.
 */
export function isDueByRetention({ database, agreementsFolder, otherwise, now }: RetentionSources): IsDue {
  const texts = new Map<string, Promise<Agreement | undefined>>();
  let files: Promise<ReadonlyMap<string, Agreement>> | undefined;
  const find = async (version: string): Promise<Agreement | undefined> => {
    const stored = await database.collection<StoredAgreement>(AGREEMENTS).findOne({ _id: version });
    const reading = stored ? parseAgreement(stored.text, version) : undefined;
    if (reading?.ok) return reading.agreement;
    files ??= readFolder(agreementsFolder);
    return (await files).get(version);
  };
  const retentionsOf = async ({ version, clauses }: UsedAgreement): Promise<readonly Duration[]> => {
    const known = texts.get(version) ?? find(version);
    texts.set(version, known);
    const agreement = await known;
    return clauses.map((id) => {
      const retention = agreement?.clauses.find((clause) => clause.id === id)?.retention;
      return (retention === undefined ? undefined : readDuration(retention)) ?? otherwise;
    });
  };
  return async ({ event, time }) => {
    const used = 'agreements' in event && event.kind === 'operation' ? event.agreements : [];
    const retentions = (await Promise.all(used.map(retentionsOf))).flat();
    const began = new Date(time);
    const kept = retentions.length === 0 ? [otherwise] : retentions;
    return kept.every((retention) => addDuration(began, retention).getTime() <= now.getTime());
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
