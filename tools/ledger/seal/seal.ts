import { join, resolve } from 'node:path';
import { createFindAgreement } from '../find-agreement.ts';
import { openSigning } from '../open-signing.ts';
import { openStore } from '../open-store.ts';
import { readChains } from '../read-store.ts';
import type { LedgerSettings } from '../settings.ts';
import type { Duration } from './duration.ts';
import { isDueBefore, isDueByRetention } from './retention.ts';
import { sealChain } from './seal-chain.ts';

/** What `seal` is told. */
export interface SealWish {
  /** Everything before it is due; when absent, what each entry's agreements say decides. */
  readonly before?: Date;
  /** For entries without agreements, and clauses without a retention. */
  readonly retention: Duration;
  /** Folder of the files that sealed entries go to; when absent `sealed` in the folder of the data. */
  readonly out?: string;
}

/** Seals what is due of every chain. @throws Error in a sentence that says what to do */
export async function seal(
  settings: LedgerSettings,
  { before, retention, out }: SealWish,
  print: (line: string) => void,
): Promise<void> {
  const { store, close } = await openStore(settings);
  try {
    const signing = await openSigning(settings, store);
    const database = store.database();
    const { agreementsFolder, dataFolder, secondPlace } = settings;
    const isDue = before
      ? isDueBefore(before)
      : isDueByRetention(createFindAgreement(database, agreementsFolder), retention, signing.now());
    const folder = out === undefined ? join(dataFolder, 'sealed') : resolve(out);
    for (const chain of (await readChains(database)).chains) {
      print(await sealChain({ ...signing, isDue, out: folder, secondPlace }, chain));
    }
  } finally {
    await close();
  }
}
