import { createHash } from 'node:crypto';
import { isLoopback } from '../is-loopback.ts';
import { numberOf } from './checkpoint.ts';
import { inTime } from './in-time.ts';
import type { LedgerStore } from './ledger-store.ts';
import type { SecondPlace } from './second-place.ts';

/** Name of the collection that says what receivers have: `_id` is chain, kind and receiver. */
const DELIVERIES = 'deliveries';

interface Delivery {
  readonly _id: string;
  /** Number of the last statement that the receiver confirmed. */
  readonly number: number;
}

/**
 * Opens an https address as a second place: each statement is posted as `application/jose`, and is kept when the answer
 * is 2xx. The store remembers how far that went; after a failure a receiver may get one twice.
 *
 * @throws Error in a sentence, for an address that is not https (http on this machine only) or holds a password
 */
export function openCheckpointReceiver(url: string, store: LedgerStore, timeoutMs: number): SecondPlace {
  const address = checkAddress(url);
  const receiver = createHash('sha256').update(address.href).digest('hex').slice(0, 16);
  const deliveries = () => store.database().collection<Delivery>(DELIVERIES);

  const post = async (jws: string) => {
    // Loaded with the first checkpoint: it takes 8 MB.
    const { request } = await import('undici');
    const { statusCode, body } = await request(address, {
      method: 'POST',
      headers: { 'content-type': 'application/jose' },
      body: jws,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await body.dump();
    if (statusCode < 200 || statusCode > 299) {
      throw Object.assign(new Error('The receiver of checkpoints did not keep one.'), { code: statusCode });
    }
  };

  return {
    last: async (kind, chain) => {
      const found = await inTime(deliveries().findOne({ _id: `${chain}/${kind}/${receiver}` }), timeoutMs);
      return found ? { number: found.number } : undefined;
    },
    append: async (kind, chain, statements) => {
      let number = 0;
      try {
        for (const statement of statements) {
          await post(statement.jws);
          number = numberOf(statement);
        }
      } finally {
        if (number > 0) {
          const _id = `${chain}/${kind}/${receiver}`;
          await inTime(deliveries().updateOne({ _id }, { $set: { number } }, { upsert: true }), timeoutMs);
        }
      }
    },
  };
}

function checkAddress(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const isSafe =
    address?.protocol === 'https:' || (address?.protocol === 'http:' && isLoopback(address.hostname));
  if (!address || !isSafe || address.username || address.password) {
    throw new Error(
      'The receiver of checkpoints must be an https address without a name and password (http on this machine only).',
    );
  }
  return address;
}
