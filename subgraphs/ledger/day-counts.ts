import { trusted } from 'mongoose';
import { isBetween } from '../shared/condition.ts';
import { subgraphError } from '../shared/errors.ts';
import { beginOf, daysBetween, endOf } from './jakarta-time.ts';
import type { AccessCountDocument, DayDocument, LedgerModels } from './models.ts';

/** How many operations of a day gave data of a provider to a consumer for a purpose. */
export interface AccessCount extends AccessCountDocument {
  /** `YYYY-MM-DD` in Jakarta. */
  readonly day: string;
}

/** The counts of one subgraph; they outlive requests. */
export interface DayCounts {
  /**
   * The counts of all providers from one day to another, both included. Days that are over are counted once and kept;
   * the last hour's entries may still be on their way, so that a day is over an hour after its end.
   *
   * @throws GraphQLError `UNAVAILABLE` while many days are being counted for the first time, which goes on meanwhile
   */
  readonly read: (models: LedgerModels, from: string, until: string) => Promise<readonly AccessCount[]>;
}

const GRACE_MS = 3_600_000;
/** How long a request waits for days to be counted, in milliseconds: the gateway gives a call up after three seconds. */
const PATIENCE_MS = 1_500;
/** Longest time that the store may count, in milliseconds: one day, and the days that are not over. */
const MAX_DAY_MS = 600_000;
const MAX_OPEN_MS = 2_500;
const STILL_COUNTING = {
  message: 'accessCounts: the days are many, and are still being counted.',
  remedy: 'Ask again in a few seconds, or for fewer days.',
};

/** Makes the counts of one subgraph. @param now what time it is */
export function createDayCounts(now: () => Date = () => new Date()): DayCounts {
  const running = new Map<string, Promise<void>>();

  /** One day after the other, newest first: whoever asks for a month after a year need not wait for the year. */
  const countDays = async (models: LedgerModels, days: readonly string[]) => {
    for (const day of days.toReversed()) {
      const counting = running.get(day) ?? countDay(models, day).finally(() => running.delete(day));
      running.set(day, counting);
      await counting;
    }
  };

  return {
    read: async (models, from, until) => {
      const isOver = (day: string) => endOf(day).getTime() + GRACE_MS <= now().getTime();
      const days = daysBetween(from, until);
      const over = days.filter(isOver);
      const [firstOpen] = days.slice(over.length);
      let kept = await readKept(models, over);
      const missing = over.filter((day) => !kept.has(day));
      if (missing.length > 0) {
        await waitFor(countDays(models, missing));
        kept = await readKept(models, over);
      }
      const open = firstOpen === undefined ? [] : await countOpen(models, firstOpen, until);
      return [...over.flatMap((day) => (kept.get(day) ?? []).map((count) => ({ day, ...count }))), ...open];
    },
  };
}

async function readKept(
  { days }: LedgerModels,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, readonly AccessCountDocument[]>> {
  if (wanted.length === 0) return new Map();
  const kept = await days.find(isBetween('_id', wanted[0], wanted.at(-1))).lean<DayDocument[]>();
  return new Map(kept.map(({ _id, counts }) => [_id, counts]));
}

async function countDay(models: LedgerModels, day: string): Promise<void> {
  const counted = await countEntries(models, beginOf(day), endOf(day), MAX_DAY_MS);
  const counts = counted.map(({ day: _, ...count }) => count);
  // Another process may have counted it meanwhile: the same.
  await models.days.replaceOne({ _id: trusted({ $eq: day }) }, { counts }, { upsert: true });
}

async function countOpen(models: LedgerModels, from: string, until: string): Promise<readonly AccessCount[]> {
  return await countEntries(models, beginOf(from), endOf(until), MAX_OPEN_MS);
}

async function countEntries(
  { entries }: LedgerModels,
  from: Date,
  before: Date,
  maxTimeMS: number,
): Promise<readonly AccessCount[]> {
  const counted = await entries
    .aggregate<{
      readonly _id: Omit<AccessCount, 'count' | 'day'> & { readonly day: string };
      readonly count: number;
    }>([
      { $match: { at: { $gte: from, $lt: before } } },
      { $unwind: '$providers' },
      {
        $group: {
          _id: {
            day: { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: '+07:00' } },
            consumer: '$agency',
            provider: '$providers',
            purpose: '$purpose',
          },
          count: { $sum: 1 },
        },
      },
      { $sort: { _id: 1 } },
    ])
    .option({ maxTimeMS });
  return counted.map(({ _id, count }) => ({ ..._id, count }));
}

/** Waits no longer than a request may take; the counting goes on without its asker. */
async function waitFor(counting: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(subgraphError('UNAVAILABLE', STILL_COUNTING)), PATIENCE_MS);
  });
  // Nobody may be left to hear that it failed.
  counting.catch(() => {});
  try {
    await Promise.race([counting, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
