import { resolve } from 'node:path';
import type { Participants } from '../../../gateway/access/agency.ts';
import { readIdKeys } from '../../../gateway/execution/id-keys.ts';
import { createPairwiseIds } from '../../../gateway/execution/pairwise-ids.ts';
import { describeFileProblem } from '../../../gateway/registry/file-problem.ts';
import { loadAgencies } from '../../../gateway/registry/load-agencies.ts';
import { createFindAgreement } from '../find-agreement.ts';
import { openStore } from '../open-store.ts';
import { type Progress, showProgress } from '../progress.ts';
import { readHeader } from '../read-export.ts';
import { SEALS } from '../read-store.ts';
import type { LedgerSettings } from '../settings.ts';
import {
  type BreachWish,
  countInStore,
  type FoundDisclosure,
  findInExport,
  findInStore,
} from './find-disclosures.ts';
import { writeBreach } from './write-breach.ts';

/** What `breach` is told. */
export interface BreachOptions extends BreachWish {
  readonly out: string;
  /** Sealed parts to search besides the store: what was sealed is there alone. */
  readonly exports: readonly string[];
}

/** Writes what a notice of a breach needs. @throws Error in a sentence that says what to do */
export async function breach(
  settings: LedgerSettings,
  { out, exports, ...wish }: BreachOptions,
  print: (line: string) => void,
): Promise<void> {
  await checkAgencies(settings, wish);
  if (wish.from >= wish.to) throw new Error('--from must be before --to.');
  const idKeys = await readIdKeys('ID_KEYS', settings.idKeysFile);
  if (!idKeys.ok) throw new Error(idKeys.problem);
  for (const file of exports) {
    if ((await readHeader(file)).part === undefined) {
      throw new Error(`${file} is no sealed part: all that is in it is in the store as well, or was.`);
    }
  }
  const { store, close } = await openStore(settings);
  try {
    const database = store.database();
    const seals = await database.collection(SEALS).countDocuments();
    if (seals > 0 && exports.length === 0) {
      print(
        `Entries were sealed (${seals} seals): what they tell is in their files alone. Name those with --export.`,
      );
    }
    const progress = showProgress('breach', 'disclosures', await countInStore(database, wish));
    const found = count(findEverywhere(findInStore(database, wish), exports, wish), progress);
    const { disclosures, persons, files } = await writeBreach(
      wish,
      found,
      {
        ids: createPairwiseIds(idKeys.keys),
        findAgreement: createFindAgreement(database, settings.agreementsFolder),
      },
      resolve(out),
    ).finally(progress.end);
    print(
      `${disclosures} disclosures of ${wish.provider} to ${wish.consumer}, or for it, about ${persons} persons:`,
    );
    for (const file of files) print(`  ${file}`);
  } finally {
    await close();
  }
}

async function* findEverywhere(
  stored: AsyncIterable<readonly FoundDisclosure[]>,
  exports: readonly string[],
  wish: BreachWish,
): AsyncGenerator<readonly FoundDisclosure[]> {
  yield* stored;
  for (const file of exports) yield* findInExport(file, wish);
}

async function* count(
  batches: AsyncIterable<readonly FoundDisclosure[]>,
  progress: Progress,
): AsyncGenerator<readonly FoundDisclosure[]> {
  let done = 0;
  for await (const batch of batches) {
    yield batch;
    done += batch.length;
    progress.show(done);
  }
}

async function checkAgencies(
  { agenciesFile }: LedgerSettings,
  { consumer, provider }: BreachWish,
): Promise<void> {
  const agencies = await loadAgencies(agenciesFile);
  if (!agencies.ok) throw new Error(agencies.problems.map(describeFileProblem).join('\n'));
  const { participants }: { readonly participants: Participants } = agencies.directory;
  const known = new Set([...participants.agencies.keys(), ...participants.providers.values()]);
  for (const [flag, agency] of [
    ['--consumer', consumer],
    ['--provider', provider],
  ] as const) {
    if (!known.has(agency)) throw new Error(`${flag} must be one of ${[...known].join(', ')}.`);
  }
}
