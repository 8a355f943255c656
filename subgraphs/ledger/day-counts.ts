import { LRUCache } from 'lru-cache';
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
   * The counts of all providers from one day to another, both included. Days that are over are counted once and kept,
   * and hours of other days for as long as the process runs; the last hour's entries may still be on their way, so that
   * both are over an hour after their end, and what is left is counted at each question.
   *
   * @throws GraphQLError `UNAVAILABLE` while many days are being counted for the first time, which goes on meanwhile
   */
  readonly read: (models: LedgerModels, from: string, until: string) => Promise<readonly AccessCount[]>;
}

const HOUR_MS = 3_600_000;
const GRACE_MS = HOUR_MS;
const MAX_HOURS = 100;
/** How long a request waits for days to be counted, in milliseconds: the gateway gives a call up after three seconds. */
const PATIENCE_MS = 1_500;
/** Longest time that the store may count, in milliseconds: one day or hour, and what is not over. */
const MAX_DAY_MS = 600_000;
const MAX_OPEN_MS = 2_500;
const STILL_COUNTING = {
  message: 'accessCounts: the days are many, and are still being counted.',
  remedy: 'Ask again in a few seconds, or for fewer days.',
};

/** Makes the counts of one subgraph. @param now what time it is */
export function createDayCounts(now: () => Date = () => new Date()): DayCounts {
  const running = new Map<string, Promise<void>>();
  /** Hours of days that are not over, by the time of their beginning. */
  const hours = new LRUCache<number, readonly AccessCount[]>({ max: MAX_HOURS });

  const isOver = (end: number) => end + GRACE_MS <= now().getTime();
  const once = (name: string, count: () => Promise<void>) => {
    const counting = running.get(name) ?? count().finally(() => running.delete(name));
    running.set(name, counting);
    return counting;
  };
  /** One after the other, newest first: whoever asks for a month after a year need not wait for the year. */
  const countAll = async (models: LedgerModels, days: readonly string[], begins: readonly number[]) => {
    for (const begin of begins) {
      await once(String(begin), async () => {
        const end = new Date(begin + HOUR_MS);
        hours.set(begin, await countEntries(models, new Date(begin), end, MAX_DAY_MS));
      });
    }
    for (const day of days.toReversed()) await once(day, () => countDay(models, day));
  };

  return {
    read: async (models, from, until) => {
      const days = daysBetween(from, until);
      const over = days.filter((day) => isOver(endOf(day).getTime()));
      const [open] = days.slice(over.length);
      const begins: number[] = [];
      let begin = open === undefined ? endOf(until).getTime() : beginOf(open).getTime();
      for (; begin < endOf(until).getTime() && isOver(begin + HOUR_MS); begin += HOUR_MS) begins.push(begin);

      let kept = await readKept(models, over);
      const missing = await dropEmpty(
        models,
        over.filter((day) => !kept.has(day)),
      );
      const missingHours = begins.filter((each) => !hours.has(each));
      if (missing.length > 0 || missingHours.length > 0) {
        await waitFor(countAll(models, missing, missingHours));
        kept = await readKept(models, over);
      }
      const rest =
        begin < endOf(until).getTime()
          ? await countEntries(models, new Date(begin), endOf(until), MAX_OPEN_MS)
          : [];
      return [
        ...over.flatMap((day) => (kept.get(day) ?? []).map((count) => ({ day, ...count }))),
        ...addUp([...begins.flatMap((each) => hours.get(each) ?? []), ...rest]),
      ];
    },
  };
}

/** Adds up the counts of parts of days, in order. */
function addUp(counts: readonly AccessCount[]): readonly AccessCount[] {
  const sums = new Map<string, AccessCount>();
  for (const each of counts) {
    const { day, consumer, provider, purpose, count } = each;
    const key = JSON.stringify([day, consumer, provider, purpose]);
    sums.set(key, { ...each, count: count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

/** The days from that of the first entry on: of those before nothing is to be counted, nor kept. */
async function dropEmpty({ entries }: LedgerModels, days: readonly string[]): Promise<readonly string[]> {
  if (days.length === 0) return days;
  const first = await entries
    .findOne({ at: trusted({ $exists: true }) }, { at: 1 })
    .sort({ at: 1 })
    .lean<{ readonly at: Date }>();
  return first ? days.filter((day) => endOf(day) > first.at) : [];
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
