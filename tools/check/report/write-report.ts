import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckDocument } from '../../../subgraphs/oversight/check-document.ts';
import type { OversightModels } from '../../../subgraphs/oversight/models.ts';
import { beginFile, type WholeFile } from '../../ledger/write-file.ts';
import { gather } from './gather.ts';
import { summarize } from './summarize.ts';
import { writePage } from './write-page.ts';

/** Paths of what was written. */
export interface ReportFiles {
  readonly html: string;
  readonly csv: string;
  readonly json: string;
}

/**
 * Writes the report of a check: `index.html`, `findings.csv` and `summary.json`, each of which is there whole or not at all,
 * readable by its owner alone. Takes all from Bawaslu's database and nothing from anywhere else. Memory does not grow with the
 * number of findings.
 *
 * @throws Error in a sentence, when there is no such check or the folder cannot be written
 */
export async function writeReport(
  models: OversightModels,
  checkId: string,
  folder: string,
): Promise<ReportFiles> {
  const check = await models.checks.findById(checkId).lean<CheckDocument>();
  if (!check) throw new Error(`There is no check ${checkId} in Bawaslu's database.`);
  await makeFolder(folder);
  const paths: ReportFiles = {
    html: join(folder, 'index.html'),
    csv: join(folder, 'findings.csv'),
    json: join(folder, 'summary.json'),
  };
  const begun: WholeFile[] = [];
  const begin = async (path: string) => {
    const file = await beginFile(path);
    begun.push(file);
    return file;
  };
  try {
    const [csv, json, page] = [await begin(paths.csv), await begin(paths.json), await begin(paths.html)];
    const data = await gather(models, check, csv);
    await json.write([JSON.stringify(summarize(data), undefined, 2)]);
    await page.write([await writePage(data)]);
    for (const file of begun) await file.keep();
  } finally {
    for (const file of begun) await file.drop();
  }
  return paths;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${folder} cannot be made: ${code}. Name another place.`);
  }
}
