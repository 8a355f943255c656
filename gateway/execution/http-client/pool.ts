import { type Connection, type ConnectionLimits, type Ending, openConnection } from './connection.ts';
import type { Target } from './target.ts';

/** One request on its way through a pool. */
export interface Job {
  readonly target: Target;
  readonly request: string;
  /** Whether it may be sent twice. */
  readonly isRepeatable: boolean;
  /** Called once, and not before `run` has returned. */
  readonly end: (ending: Ending) => void;
}

/** The connections to one origin. */
export interface Pool {
  /** Sends a request as soon as a connection is free; first come, first served. @returns what gives it up */
  readonly run: (job: Job) => () => void;
  /** Lets the requests that are under way end. */
  readonly close: () => Promise<void>;
}

/** Bounds of a pool. */
export interface PoolLimits extends ConnectionLimits {
  readonly connections: number;
}

interface Task {
  readonly job: Job;
  connection: Connection | undefined;
  isRetry: boolean;
}

const LATE = { kind: 'late' } as const;
/** How often connections that rest are looked at. */
const SWEEP_MS = 1_000;

/** Makes the pool of an origin. The connection that was used last is used next, so that those not needed run out. */
export function createPool(limits: PoolLimits): Pool {
  const resting: Connection[] = [];
  const waiting = new Set<Task>();
  /** Each waits for the place of the connection that it lost. */
  const retries = new Set<Task>();
  let open = 0;
  let sweep: NodeJS.Timeout | undefined;
  let onEmpty: (() => void) | undefined;

  function start(task: Task, connection: Connection): void {
    const { job } = task;
    task.connection = connection;
    connection.send(job.request, (ending) => {
      task.connection = undefined;
      if (ending.kind === 'lost' && ending.isUntouched && job.isRepeatable && !task.isRetry) {
        task.isRetry = true;
        retries.add(task);
      } else job.end(ending);
    });
  }

  function startAfresh(task: Task): void {
    open += 1;
    start(task, openConnection(task.job.target, limits, { onFree, onClose }));
  }

  function takeResting(): Connection | undefined {
    const now = performance.now();
    for (let connection = resting.pop(); connection; connection = resting.pop()) {
      if (connection.isGood(now)) return connection;
      connection.close(LATE);
    }
    return undefined;
  }

  function onFree(connection: Connection): void {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      start(next, connection);
    } else if (onEmpty) connection.close(LATE);
    else {
      connection.rest();
      resting.push(connection);
      sweep ??= setTimeout(closeOld, SWEEP_MS).unref();
    }
  }

  function onClose(connection: Connection): void {
    open -= 1;
    const place = resting.indexOf(connection);
    if (place >= 0) resting.splice(place, 1);
    for (const tasks of [retries, waiting]) {
      for (const task of tasks) {
        if (open >= limits.connections) return;
        tasks.delete(task);
        startAfresh(task);
      }
    }
    if (open === 0) onEmpty?.();
  }

  function closeOld(): void {
    const now = performance.now();
    for (const connection of resting) if (!connection.isGood(now)) connection.close(LATE);
    sweep = resting.length > 0 ? setTimeout(closeOld, SWEEP_MS).unref() : undefined;
  }

  return {
    run(job) {
      const task: Task = { job, connection: undefined, isRetry: false };
      const connection = takeResting();
      if (connection) start(task, connection);
      else if (open < limits.connections) startAfresh(task);
      else waiting.add(task);
      return () => {
        if (task.connection) task.connection.close(LATE);
        else if (waiting.delete(task) || retries.delete(task)) job.end(LATE);
      };
    },
    async close() {
      const empty = new Promise<void>((resolve) => {
        onEmpty = resolve;
      });
      clearTimeout(sweep);
      for (const connection of resting) connection.close(LATE);
      if (open > 0) await empty;
    },
  };
}
