import { join, resolve } from 'node:path';
import { writeReport } from './report/write-report.ts';
import type { CheckSettings } from './settings.ts';
import { openStore } from './store/open-store.ts';

/** What a report is told. */
export interface ReportWish {
  /** Undefined for the latest check that is complete. */
  readonly check: string | undefined;
  /** Folder of the files; undefined for one of the check's own in the folder of the data. */
  readonly out: string | undefined;
  /** Whether a browser shows it. */
  readonly opens: boolean;
}

/** Writes the report of a check, and shows it. @throws Error in a sentence that says what to do */
export async function writeCheckReport(
  settings: CheckSettings,
  wish: ReportWish,
  print: (line: string) => void,
): Promise<void> {
  const store = await openStore(settings, print, new AbortController().signal);
  try {
    const check = wish.check ?? (await latestOf(store.models));
    const folder = resolve(wish.out ?? join(settings.dataFolder, 'checks', check));
    const { html, csv, json } = await writeReport(store.models, check, folder);
    print(`Report: ${html}, ${csv}, ${json}`);
    if (wish.opens) await show(html, print);
  } finally {
    await store.close();
  }
}

async function latestOf({ checks }: Awaited<ReturnType<typeof openStore>>['models']): Promise<string> {
  const latest = await checks.findOne({ state: 'COMPLETE' }, { _id: 1 }).sort({ finishedAt: -1 }).lean();
  if (latest === null) throw new Error('No check is complete yet: begin one with --ppln or --all.');
  return latest._id;
}

/** A machine without a browser is no failure of the report. */
async function show(file: string, print: (line: string) => void): Promise<void> {
  const { default: open } = await import('open');
  await open(file).then(
    // Nobody waits for it; what becomes of it is the browser's.
    (browser) => browser.on('error', () => {}).unref(),
    () => print('No browser could be opened.'),
  );
}
