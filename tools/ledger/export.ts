import { resolve } from 'node:path';
import { writeExportHeader, writeExportLine } from '../../gateway/ledger/verify/export-line.ts';
import type { LedgerLine } from '../../gateway/ledger/verify/ledger-line.ts';
import { findSpan, lengthOf, type Period } from './find-spans.ts';
import { openStore } from './open-store.ts';
import { showProgress } from './progress.ts';
import { readAgreementLines } from './read-agreement-lines.ts';
import { readChain, readChains } from './read-store.ts';
import type { LedgerSettings } from './settings.ts';
import { beginFile } from './write-file.ts';

/** What `export` is told. */
export interface ExportWish extends Period {
  readonly out: string;
}

/** Writes the ledger, or a period of it, to a file that can be verified with the public key alone. */
export async function exportLedger(
  settings: LedgerSettings,
  { out, ...period }: ExportWish,
  print: (line: string) => void,
): Promise<void> {
  const { store, close } = await openStore(settings);
  try {
    const database = store.database();
    const { chains } = await readChains(database);
    const spans = await Promise.all(chains.map((chain) => findSpan(database, chain, period)));
    const progress = showProgress(
      'export',
      'entries',
      spans.reduce((sum, span) => sum + lengthOf(span), 0),
    );
    const path = resolve(out);
    const file = await beginFile(path);
    let entries = 0;
    try {
      await file.write([writeExportHeader({ part: undefined })]);
      for await (const lines of readAgreementLines(database)) await file.write(toTexts(lines));
      for (const span of spans) {
        for await (const lines of readChain(database, span)) {
          await file.write(toTexts(lines));
          entries += lines.filter(({ kind }) => kind === 'entry' || kind === 'stub').length;
          progress.show(entries);
        }
      }
      const hash = await file.keep();
      print(`${path}: ${entries} entries of ${spans.length} chains. Its SHA-256 is ${hash}.`);
    } finally {
      progress.end();
      await file.drop();
    }
  } finally {
    await close();
  }
}

function toTexts(lines: readonly LedgerLine[]): readonly string[] {
  return lines.map((line) => {
    if (line.kind !== 'stray') return writeExportLine(line);
    throw new Error(
      'The store holds what is no part of a ledger: run npm run ledger -- verify, which names it.',
    );
  });
}
