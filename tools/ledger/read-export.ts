import {
  type ExportHeader,
  readExportHeader,
  readExportLine,
} from '../../gateway/ledger/verify/export-line.ts';
import type { LedgerLine } from '../../gateway/ledger/verify/ledger-line.ts';
import { readLines } from './read-lines.ts';

/** Reads what the first line of an export says. @throws Error in a sentence, for a file that is none */
export async function readHeader(file: string): Promise<ExportHeader> {
  for await (const { lines } of readLines(file)) {
    const header = readExportHeader(lines[0] ?? '');
    if (header) return header;
    break;
  }
  throw new Error(`${file} is no export of a ledger: its first line says so of every one.`);
}

/** Reads an export as the lines that `verifyLedger` takes. @param onRead told how many bytes were read */
export async function* readExport(
  file: string,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<readonly LedgerLine[]> {
  let number = 0;
  for await (const { lines, bytes, isTorn } of readLines(file)) {
    const read: LedgerLine[] = [];
    for (const line of lines) {
      number++;
      const place = `line ${number}`;
      if (isTorn) read.push({ kind: 'stray', place: `${place}, which is cut off` });
      else if (number > 1) read.push(readExportLine(line, place));
    }
    yield read;
    onRead(bytes);
  }
}
