import { LRUCache } from 'lru-cache';
import type { Denial } from '../access/cut-operation.ts';
import type { View } from '../access/view.ts';
import type { ReadyOperation } from './ready-operation.ts';

/** What an operation is kept under: everything that its preparation depends on. */
export interface OperationName {
  readonly view: View;
  readonly query: string;
  readonly operationName: string | undefined;
  /** What the values of its variables ask and the view does not give. */
  readonly denied: ReadonlyMap<string, readonly Denial[]>;
}

/** Operations that are ready, or on their way there. */
export interface OperationStore {
  get(name: OperationName): Promise<ReadyOperation> | ReadyOperation | undefined;
  /** Keeps one while it is made ready, so that it is made once however many ask for it. */
  keep(name: OperationName, making: Promise<ReadyOperation>): Promise<ReadyOperation>;
}

/**
 * Characters of the texts whose operations are kept, all together. Comments count for no token: by number alone, a
 * thousand small operations could hold the largest bodies there are.
 */
const KEPT_CHARACTERS = 2 ** 25;
/** A planner that was too slow may have been slow for another's sake: it may try again. */
const KEPT_REFUSAL_MS = 30_000;

/** Makes a store of at most so many operations, over all views. The least recently used go first. */
export function createOperationStore(keptOperations: number): OperationStore {
  const kept = new LRUCache<string, Promise<ReadyOperation> | ReadyOperation>({
    max: keptOperations,
    maxSize: KEPT_CHARACTERS,
  });
  return {
    get: (name) => kept.get(keyOf(name)),
    async keep(name, making) {
      const key = keyOf(name);
      // Every node that is kept holds on to the whole text.
      const size = key.length + name.query.length;
      kept.set(key, making, { size });
      try {
        const ready = await making;
        const refusal = ready.outcome.kind === 'refused' ? ready.outcome.problem : undefined;
        if (refusal?.extensions.retryable) kept.delete(key);
        else kept.set(key, ready, { size, ...(refusal && { ttl: KEPT_REFUSAL_MS }) });
        return ready;
      } catch (error) {
        kept.delete(key);
        throw error;
      }
    },
  };
}

/** The text comes last: no part before it can hold a line break. */
function keyOf({ view, query, operationName, denied }: OperationName): string {
  const variant =
    denied.size === 0
      ? ''
      : JSON.stringify(
          [...denied].map(([variable, denials]) => [variable, ...denials.map((each) => each.coordinate)]),
        );
  return `${view.key}\n${operationName ?? ''}\n${variant}\n${query}`;
}
