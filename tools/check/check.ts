import type { CheckDocument } from '../../subgraphs/oversight/check-document.ts';
import type { PartDocument } from '../../subgraphs/oversight/part-document.ts';
import { chooseRules } from './choose-rules.ts';
import { type GatewayClient, openGatewayClient } from './gateway/client.ts';
import { openTokenSource } from './gateway/token-source.ts';
import type { CheckOutput } from './output.ts';
import type { CheckRun } from './run/check-run.ts';
import { completeCheck } from './run/complete-check.ts';
import { type PreparedCheck, prepareCheck } from './run/prepare-check.ts';
import { runParts } from './run/run-parts.ts';
import type { CheckSettings } from './settings.ts';
import { takeLock } from './store/lock.ts';
import { type CheckStore, openStore } from './store/open-store.ts';

/** What a check is told. */
export interface CheckWish {
  /** Which committees, or which check to go on with. */
  readonly scope:
    | { readonly kind: 'committees'; readonly typed: readonly string[] }
    | { readonly kind: 'all' }
    | { readonly kind: 'resume'; readonly check: string | undefined };
  /** Code; undefined for the only one. */
  readonly election: string | undefined;
  /** Codes; undefined for all. */
  readonly rules: readonly string[] | undefined;
  readonly pageSize: number;
  /** Parts at once. */
  readonly concurrency: number;
}

/** A check that is complete, and how it went. */
export interface CheckResult {
  readonly check: CheckDocument;
  /** Rules that could not tell of some committees, whose counts are too small. */
  readonly tooSmall: ReadonlyMap<string, number>;
  /** Milliseconds: in all, waited for answers and for the store, and in rules; of parts that went on at the same time, added. */
  readonly times: Readonly<Record<'all' | 'requests' | 'store' | 'rules', number>>;
  /** Rows that this process examined. */
  readonly voters: number;
}

/**
 * Makes a check of the voter list, or goes on with one, and keeps what it finds in Bawaslu's database.
 *
 * @param signal stops it; what is done until then is kept
 * @throws Error in sentences for people, which say how to go on
 */
export async function check(
  settings: CheckSettings,
  wish: CheckWish,
  output: CheckOutput,
  signal: AbortSignal,
): Promise<CheckResult> {
  const rules = chooseRules(wish.rules);
  const stopping = new AbortController();
  const stop = (reason: unknown) => stopping.abort(reason);
  const either = AbortSignal.any([signal, stopping.signal]);
  const store = await openStore(settings, output.say, either);
  try {
    const lock = await takeLock(store, output.say, either);
    lock.lost.addEventListener('abort', () => stop(lock.lost.reason));
    const tokens = openTokenSource(settings);
    const client = openGatewayClient(settings.gateway, tokens, wish.concurrency + 1, output.say, either);
    try {
      const officer = await tokens.officer();
      const prepared = await prepareCheck({ store, client, wish, rules, officer });
      return await runCheck({ ...prepared, store, client, signal: either }, wish.concurrency, output, stop);
    } finally {
      await client.close();
      await lock.release();
    }
  } finally {
    await store.close();
  }
}

async function runCheck(
  prepared: PreparedCheck & {
    readonly store: CheckStore;
    readonly client: GatewayClient;
    readonly signal: AbortSignal;
  },
  concurrency: number,
  output: CheckOutput,
  stop: (reason: unknown) => void,
): Promise<CheckResult> {
  const { check: begun, store, client } = prepared;
  const parts: readonly PartDocument[] = await store.models.parts.find({ check: begun._id }).lean();
  const done = sumOf(parts.filter(({ kind }) => kind === 'VOTERS').map(({ rows }) => rows));
  // The committees are examined again, and counted then.
  const kept = parts.filter(({ kind }) => kind !== 'COMMITTEES');
  const run: CheckRun = {
    ...prepared,
    progress: {
      voters: done,
      findings: sumOf(kept.flatMap(({ findings }) => Object.values(findings))),
      rulesMs: 0,
      storeMs: 0,
      tooSmall: new Map(),
      notAvailable: new Set(),
    },
  };
  const shown = output.begin(begun, run.progress, store);
  const began = performance.now();
  try {
    await runParts(run, parts, concurrency, stop);
    const complete = await completeCheck(run);
    return {
      check: complete,
      tooSmall: run.progress.tooSmall,
      times: {
        all: performance.now() - began,
        requests: client.spent().ms,
        store: run.progress.storeMs,
        rules: run.progress.rulesMs,
      },
      voters: run.progress.voters - done,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'It failed.';
    const { voters, findings } = run.progress;
    throw new Error(
      `${why}\n${voters} of ${begun.votersInAll} voters are checked, with ${findings} findings, which are kept. Go on with: npm run check -- --resume ${begun._id}`,
    );
  } finally {
    await shown.end();
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
