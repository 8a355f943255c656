import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PairwiseIds } from '../../../gateway/execution/pairwise-ids.ts';
import type { UsedAgreement } from '../../../gateway/ledger/entry.ts';
import { LEDGER_AGENCY } from '../../../gateway/ledger/ledger-agency.ts';
import type { FindAgreement } from '../find-agreement.ts';
import { beginFile, type WholeFile } from '../write-file.ts';
import { gatherPersons } from './concerned-persons.ts';
import { writeCsvRow } from './csv-row.ts';
import type { BreachWish, FoundDisclosure } from './find-disclosures.ts';

/** What was written. */
export interface WrittenBreach {
  readonly disclosures: number;
  readonly persons: number;
  readonly files: readonly string[];
}

const DISCLOSURE_COLUMNS = [
  'time',
  'entry',
  'request',
  'consumer',
  'unit',
  'officer',
  'purpose',
  'recipient',
  'coordinates',
  'agreements',
  'rows',
  'persons',
] as const;
const PERSON_COLUMNS = ['person', 'first', 'last', 'disclosures', 'coordinates'] as const;
/** Persons that are translated and written at once. */
const BATCH = 1_000;

/**
 * Writes what a notice of a breach needs, as the provider may read it: `disclosures.csv` and `.json`, one by one, and
 * `persons.csv` and `.json`, one person each, by the provider's own ids. Nothing else of the ledger is in them.
 */
export async function writeBreach(
  wish: BreachWish,
  found: AsyncIterable<readonly FoundDisclosure[]>,
  { ids, findAgreement }: { readonly ids: PairwiseIds; readonly findAgreement: FindAgreement },
  folder: string,
): Promise<WrittenBreach> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = ['disclosures.csv', 'disclosures.json', 'persons.csv', 'persons.json'];
  const paths = names.map((name) => join(folder, name));
  const files = await Promise.all(paths.map(beginFile));
  const [disclosureRows, disclosureJson, personRows, personJson] = files as [
    WholeFile,
    WholeFile,
    WholeFile,
    WholeFile,
  ];
  const translate = (persons: readonly string[]) =>
    ids.conceal(wish.provider, ids.reveal(LEDGER_AGENCY, persons)).map((id) => id ?? '');
  const persons = gatherPersons();
  const disclosures = createListing(disclosureRows, disclosureJson, DISCLOSURE_COLUMNS);
  try {
    await disclosures.begin();
    for await (const some of found) {
      const rows: Record<string, unknown>[] = [];
      for (const { persons: concerned, ...disclosure } of some) {
        persons.add(concerned, disclosure.time, disclosure.disclosed.coordinates);
        const agreements = await ownAgreements(disclosure.operation.agreements, wish.provider, findAgreement);
        rows.push({ ...describe(disclosure), agreements, persons: translate(concerned) });
      }
      await disclosures.add(rows);
    }
    await disclosures.end();
    const listing = createListing(personRows, personJson, PERSON_COLUMNS);
    await listing.begin();
    let batch: Record<string, unknown>[] = [];
    const flush = async () => {
      const translated = translate(batch.map(({ person }) => String(person)));
      await listing.add(batch.map((each, at) => ({ ...each, person: translated[at] })));
      batch = [];
    };
    for (const concerned of persons.list()) {
      batch.push({ ...concerned });
      if (batch.length === BATCH) await flush();
    }
    await flush();
    await listing.end();
    for (const file of files) await file.keep();
    return { disclosures: disclosures.count(), persons: persons.count(), files: paths };
  } finally {
    for (const file of files) await file.drop();
  }
}

function describe({ entry, time, operation, disclosed }: Omit<FoundDisclosure, 'persons'>) {
  const { agency, officer, purpose, request, unit } = operation;
  const { coordinates, recipient, rows } = disclosed;
  return {
    time,
    entry,
    request,
    consumer: agency,
    unit,
    officer,
    purpose,
    recipient,
    coordinates,
    rows,
  };
}

/** Agreements of the provider as they were used, `id@version:clauses`; with those of which nobody has the text any more. */
async function ownAgreements(
  used: readonly UsedAgreement[],
  provider: string,
  findAgreement: FindAgreement,
): Promise<readonly string[]> {
  const own: string[] = [];
  for (const { id, version, clauses } of used) {
    const found = await findAgreement(version);
    if ((found?.provider ?? provider) === provider) own.push(`${id}@${version}:${clauses.join('+')}`);
  }
  return own;
}

/** Writes rows to a CSV and to a JSON list at the same time. */
function createListing(csv: WholeFile, json: WholeFile, columns: readonly string[]) {
  let count = 0;
  return {
    begin: async () => {
      await csv.write([writeCsvRow(columns)]);
      await json.write(['[']);
    },
    add: async (rows: readonly Readonly<Record<string, unknown>>[]) => {
      await csv.write(rows.map((row) => writeCsvRow(columns.map((column) => row[column]))));
      await json.write(rows.map((row, at) => `${count + at === 0 ? '' : ','}${JSON.stringify(row)}`));
      count += rows.length;
    },
    end: async () => {
      await json.write([']']);
    },
    count: () => count,
  };
}
