import { stat } from 'node:fs/promises';
import type { Scope } from '../../gateway/ledger/verify/chain-check.ts';
import type { LedgerLine } from '../../gateway/ledger/verify/ledger-line.ts';
import { faultsOf, type LedgerReport, verifyLedger } from '../../gateway/ledger/verify/verify-ledger.ts';
import { describeReport } from './describe-report.ts';
import { findSpan, isWhole, lengthOf, type Period } from './find-spans.ts';
import { openKeptFolder } from './kept-folder.ts';
import { openStore } from './open-store.ts';
import { type Progress, showProgress } from './progress.ts';
import { readAgreementLines } from './read-agreement-lines.ts';
import { readExport, readHeader } from './read-export.ts';
import { readStatementKeys } from './read-key-set.ts';
import { readChain, readChains } from './read-store.ts';
import type { LedgerSettings } from './settings.ts';

/** What `verify` is told. */
export interface VerifyWish extends Period {
  /** A file to verify instead of the store. */
  readonly export?: string;
  /** JWKS; the clone's own when absent. */
  readonly keys?: string;
  /** Folder of the second place. For the store: the one of the settings, when absent. */
  readonly checkpoints?: string;
}

/** Verifies the ledger, or an export of it, and says what it found. @returns whether it holds */
export async function verify(
  settings: LedgerSettings,
  wish: VerifyWish,
  print: (line: string) => void,
): Promise<boolean> {
  const reader = await readStatementKeys(wish.keys ?? settings.publicKeysFile);
  const ownFolder = 'folder' in settings.secondPlace ? settings.secondPlace.folder : undefined;
  const folder = wish.checkpoints ?? (wish.export === undefined ? ownFolder : undefined);
  const kept = folder === undefined ? undefined : await openKeptFolder(folder);
  if (kept === undefined && wish.checkpoints !== undefined) {
    throw new Error(
      `There is no folder ${wish.checkpoints}: --checkpoints is where the second place keeps them.`,
    );
  }
  if (kept === undefined) print('Without a second place: what the operator signed anew would not be found.');
  const began = performance.now();
  const report =
    wish.export === undefined
      ? await verifyStore(settings, wish, { reader, kept })
      : await verifyExportFile(wish.export, { reader, kept });
  for (const line of describeReport(report, (performance.now() - began) / 1000)) print(line);
  return faultsOf(report).length === 0;
}

/** Verifies a file. */
export async function verifyExportFile(
  file: string,
  against: Pick<Scope, 'reader' | 'kept'>,
): Promise<LedgerReport> {
  const { part } = await readHeader(file);
  const progress = showProgress('verify', 'bytes', (await stat(file)).size);
  const scope = { ...against, fromFirst: false, toLast: false, isPart: part !== undefined };
  try {
    return await verifyLedger(readExport(file, progress.show), scope);
  } finally {
    progress.end();
  }
}

async function verifyStore(
  settings: LedgerSettings,
  period: Period,
  against: Pick<Scope, 'reader' | 'kept'>,
): Promise<LedgerReport> {
  const { store, close } = await openStore(settings);
  try {
    const database = store.database();
    const { chains, strays } = await readChains(database);
    const spans = await Promise.all(chains.map((chain) => findSpan(database, chain, period)));
    const progress = showProgress(
      'verify',
      'entries',
      spans.reduce((sum, span) => sum + lengthOf(span), 0),
    );
    async function* lines(): AsyncGenerator<readonly LedgerLine[]> {
      yield strays.map((place) => ({ kind: 'stray', place }));
      for (const span of spans) yield* readChain(database, span);
      yield* readAgreementLines(database);
    }
    const scope = {
      ...against,
      fromFirst: period.from === undefined,
      toLast: isWhole(period),
      isPart: false,
    };
    try {
      return await verifyLedger(count(lines(), progress), scope);
    } finally {
      progress.end();
    }
  } finally {
    await close();
  }
}

async function* count(
  batches: AsyncIterable<readonly LedgerLine[]>,
  progress: Progress,
): AsyncGenerator<readonly LedgerLine[]> {
  let done = 0;
  for await (const batch of batches) {
    yield batch;
    done += batch.length;
    progress.show(done);
  }
}
