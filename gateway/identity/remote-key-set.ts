import {
  createRemoteJWKSet,
  customFetch,
  type ExportedJWKSCache,
  type FetchImplementation,
  jwksCache,
} from 'jose';
import { isLoopback } from '../is-loopback.ts';
import type { KeySet } from './key-set.ts';

/** After this, the keys are fetched anew while the old ones serve. */
const REFRESH_MS = 60_000;
/** After this, the old ones serve no longer: how long a key holds at most once its issuer took it away. */
const MAX_AGE_MS = 300_000;
const TIMEOUT_MS = 3_000;
/** After a failure, the issuer is left alone for so long. */
const RETRY_MS = 5_000;
const MAX_BYTES = 65_536;

/** Keys at an https address (http on this machine only), fetched when the first token comes and then in time. */
export function createRemoteKeySet(url: string, onUnreadable: (error: unknown) => void): KeySet {
  const address = new URL(url);
  if (address.protocol !== 'https:' && !isLoopback(address.hostname)) {
    throw new TypeError(`The JWKS of an issuer must have an https address; it is ${address.protocol}`);
  }
  const cache: Partial<ExportedJWKSCache> = {};
  const getKey = createRemoteJWKSet(address, {
    cacheMaxAge: MAX_AGE_MS,
    timeoutDuration: TIMEOUT_MS,
    [customFetch]: fetchWithin,
    // jose takes the empty record for a cache to be filled, and sets both fields at each fetch.
    [jwksCache]: cache as Record<string, never>,
  });
  let failedAtMs = Number.NEGATIVE_INFINITY;

  const reload = async () => {
    if (Date.now() - failedAtMs < RETRY_MS) throw new Error('The JWKS could not be fetched a moment ago.');
    try {
      await getKey.reload();
    } catch (error) {
      failedAtMs = Date.now();
      throw error;
    }
  };

  return {
    current: async () => {
      if (!getKey.fresh) await reload();
      else if (Date.now() - (cache.uat ?? 0) > REFRESH_MS && !getKey.reloading) reload().catch(onUnreadable);
      return { getKey, state: cache.jwks };
    },
  };
}

/** Fetches without following redirects, without inflating, and no more than a key set can need. */
const fetchWithin: FetchImplementation = async (url, { headers, signal }) => {
  // Loaded with the first issuer whose keys are elsewhere: it takes 8 MB.
  const { request } = await import('undici');
  const {
    statusCode,
    headers: answered,
    body,
  } = await request(url, {
    headers: Object.fromEntries(headers),
    signal,
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`The JWKS must be at most ${MAX_BYTES} bytes.`);
    chunks.push(chunk);
  }
  if (answered['content-encoding'] !== undefined) throw new Error('The JWKS must not be compressed.');
  return new Response(Buffer.concat(chunks), { status: statusCode });
};
