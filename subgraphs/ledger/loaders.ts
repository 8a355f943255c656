import type DataLoader from 'dataloader';
import { NO_ROWS } from '../shared/condition.ts';
import { createOneLoader } from '../shared/loader.ts';
import type { RequestRows, SubgraphContext } from '../shared/subgraph.ts';
import type { VisibleRows } from '../shared/visible-rows.ts';
import { type AccessFilter, accessCondition } from './access-condition.ts';
import { type AccessRow, narrowEntry } from './access-row.ts';
import { readScope } from './access-scope.ts';
import type { AccessCount, DayCounts } from './day-counts.ts';
import { dayOf } from './jakarta-time.ts';
import type { AgreementDocument, LedgerModels } from './models.ts';
import type { WordList } from './words-document.ts';

/** What lasts longer than a request. */
export interface LedgerParts {
  readonly words: WordList;
  readonly dayCounts: DayCounts;
  readonly now: () => Date;
}

/** What the resolvers of one request read with. */
export interface LedgerLoaders {
  readonly words: WordList;
  /** Entries inside the caller's rows; of one person's where one is named. */
  readonly accesses: (filter: AccessFilter | null | undefined, person?: string) => Accesses;
  /** Counts of days, of the caller's provider alone where its rows are those of one. */
  readonly counts: (from: string, until: string) => Promise<readonly AccessCount[]>;
  readonly agreementByVersion: DataLoader<string, AgreementDocument | null>;
}

/** A list of entries, narrowed to what the caller may see of each. */
export type Accesses = Pick<VisibleRows<AccessRow>, 'find' | 'count'>;

/** What every resolver of this subgraph is given. */
export type LedgerContext = SubgraphContext<LedgerModels, LedgerLoaders>;

/** Makes the loaders of one request. */
export function createLoaders(
  models: LedgerModels,
  rows: RequestRows,
  { words, dayCounts, now }: LedgerParts,
): LedgerLoaders {
  const scope = readScope(rows.ruleOf('Access'));
  const today = dayOf(now());
  const providers = [...words.names.keys()];
  const agreements = rows.reference(models.agreements);

  return {
    words,
    accesses: (filter, person) => {
      const condition = scope ? accessCondition({ scope, person, filter, providers, today }) : NO_ROWS;
      const entries = rows.ruled(models.entries, condition);
      const about = person ?? scope?.person ?? filter?.person ?? undefined;
      return {
        find: async (where, options) =>
          (await entries.find(where, options)).map((entry) => narrowEntry(entry, scope ?? {}, about)),
        count: entries.count,
      };
    },
    counts: async (from, until) => {
      if (!scope || scope.person !== undefined) return [];
      const counts = await dayCounts.read(models, from, until);
      return counts.filter(({ provider }) => scope.provider === undefined || provider === scope.provider);
    },
    agreementByVersion: createOneLoader(agreements.find, '_id'),
  };
}
