import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import type { CheckStore } from './open-store.ts';

/** The right to be the only check over Bawaslu's database. */
export interface CheckLock {
  /** Aborted when the lock went to somebody else: this process stood still for too long. */
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
}

/** Who has the lock. The store's clock counts, not that of a process. */
interface LockDocument {
  readonly _id: 'check';
  readonly holder: string;
  readonly host: string;
  readonly pid: number;
  /** UTC; whoever still holds it then has lost it. */
  readonly until: Date;
}

const [LEASE_MS, HEARTBEAT_MS, LOOK_MS] = [20_000, 4_000, 500];

/**
 * Takes the lock. One whose holder was killed is taken over: at once on the same machine, where the process can be
 * looked for, and elsewhere when it has not been held on to for 20 s.
 *
 * @throws Error that says who has it
 */
export async function takeLock(
  store: CheckStore,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<CheckLock> {
  const locks = () => store.database().collection<LockDocument>('check-lock');
  const holder = randomUUID();
  let isSaid = false;
  for (;;) {
    const found = await tryToTake(locks(), holder);
    if (found.holder === holder) break;
    const isHere = found.host === hostname();
    if (isHere && isAlive(found.pid)) {
      throw new Error(
        `A check is running already, in process ${found.pid}: wait until it is complete, or stop it and run it with --resume.`,
      );
    }
    if (isHere) {
      await locks().deleteOne({ _id: 'check', holder: found.holder });
      continue;
    }
    if (await isHeldOn(locks(), found, signal)) {
      throw new Error(
        `A check is running already, in process ${found.pid} on ${found.host}: wait until it is complete.`,
      );
    }
    if (!isSaid) say('The last check did not end well: what it held is taken over.');
    isSaid = true;
  }

  const losing = new AbortController();
  const timer = setInterval(() => {
    locks()
      .updateOne({ _id: 'check', holder }, [{ $set: { until: { $add: ['$$NOW', LEASE_MS] } } }])
      .then(({ matchedCount }) => {
        if (matchedCount === 0)
          losing.abort(new Error('Another check has taken over: this one stood still.'));
      })
      // A store that is away gives the lock to nobody else either.
      .catch(() => {});
  }, HEARTBEAT_MS);
  return {
    lost: losing.signal,
    release: async () => {
      clearInterval(timer);
      await locks()
        .deleteOne({ _id: 'check', holder })
        .catch(() => {});
    },
  };
}

/** Writes this holder where there is none, or one whose time is over. @returns who has it then */
async function tryToTake(locks: mongo.Collection<LockDocument>, holder: string): Promise<LockDocument> {
  const isFree = { $lt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] };
  const mine = { holder, host: hostname(), pid: process.pid };
  const taken = Object.fromEntries(
    Object.entries(mine).map(([name, value]) => [name, { $cond: ['$isFree', value, `$${name}`] }]),
  );
  const until = { $cond: ['$isFree', { $add: ['$$NOW', LEASE_MS] }, '$until'] };
  const update = () =>
    locks.findOneAndUpdate(
      { _id: 'check' },
      [{ $set: { isFree } }, { $set: { ...taken, until } }, { $unset: 'isFree' }],
      { upsert: true, returnDocument: 'after' },
    );
  // Two that insert at once: the second finds what the first has written.
  const found = await update().catch(update);
  if (!found) throw new Error('The lock of checks cannot be written.');
  return found;
}

/** Waits for as long as it may take to see a sign of life. */
async function isHeldOn(
  locks: mongo.Collection<LockDocument>,
  { holder, until }: LockDocument,
  signal: AbortSignal,
): Promise<boolean> {
  for (let waited = 0; waited <= LEASE_MS; waited += LOOK_MS) {
    await sleep(LOOK_MS, undefined, { signal });
    const found = await locks.findOne({ _id: 'check' });
    if (found?.holder !== holder) return false;
    if (found.until.getTime() !== until.getTime()) return true;
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
