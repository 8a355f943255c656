import { createHash, type KeyObject, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';

/**
 * Reads a ledger as its format says, and shares no code with what writes it: what both got wrong alike would not be
 * seen.
 */

/** One entry, as much of it as is looked at. */
interface Entry {
  readonly chain: string;
  readonly sequence: number;
  readonly previous: string;
  readonly time: string;
  readonly event: {
    readonly kind: string;
    readonly request?: string;
    readonly intent?: number | null;
    readonly reason?: string;
    readonly refused?: number;
  };
}

/** A chain as it was found to be whole. */
export interface AuditedChain {
  /** Hash of each entry, in order; the first has place 0. */
  readonly hashes: readonly string[];
  readonly entries: readonly Entry[];
}

/** What was read, and what is wrong with it. */
export interface Audit {
  readonly chains: ReadonlyMap<string, AuditedChain>;
  /** Ids of requests with an entry of their operation. */
  readonly operations: ReadonlySet<string>;
  /** Ids of requests whose intent was written down. */
  readonly intents: ReadonlySet<string>;
  /** In words; a chain is read no further than its first fault. */
  readonly faults: readonly string[];
  /** Reads what came since. */
  readonly goOn: () => Promise<void>;
}

const ZEROS = '0'.repeat(64);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const idOf = (chain: string, number: number) => `${chain}/${String(number).padStart(12, '0')}`;

/** Prepares an audit of these chains; nothing is read yet. */
export function createAudit(uri: string, names: readonly string[]): Audit {
  const chains = new Map(names.map((name) => [name, { hashes: [] as string[], entries: [] as Entry[] }]));
  const operations = new Set<string>();
  const intents = new Set<string>();
  const faults: string[] = [];

  const take = (name: string, stored: Record<string, unknown>) => {
    const chain = chains.get(name);
    if (!chain) return;
    const { hashes, entries } = chain;
    const sequence = entries.length + 1;
    const complain = (what: string) => faults.push(`${name}/${sequence}: ${what}`);
    if (stored._id !== idOf(name, sequence)) return complain(`${stored._id} stands there`);
    const text = String(stored.text);
    const entry = JSON.parse(text) as Entry;
    if (entry.chain !== name || entry.sequence !== sequence) complain('says that it is another');
    if (entry.previous !== (hashes.at(-1) ?? ZEROS)) complain('does not follow the one before');
    if (stored.hash !== sha256(text)) complain('has another hash');
    if (new Date(entry.time).toISOString() !== entry.time) complain('has no time');
    const { kind, request = '', intent } = entry.event;
    const known = kind === 'operation' ? operations : kind === 'intent' ? intents : undefined;
    if (known?.has(request)) complain(`is the second ${kind} of ${request}`);
    known?.add(request);
    if (typeof intent === 'number') {
      const meant = entries[intent - 1]?.event;
      if (meant?.kind !== 'intent' || meant.request !== request) complain(`has no intent at ${intent}`);
    }
    hashes.push(sha256(text));
    entries.push(entry);
  };

  return {
    chains,
    operations,
    intents,
    faults,
    goOn: () =>
      withDatabase(uri, async (database) => {
        for (const [name, { entries }] of chains) {
          const range = { $gt: idOf(name, entries.length), $lt: `${name}0` };
          const found = database
            .collection('entries')
            .find({ _id: range as never })
            .sort({ _id: 1 });
          for await (const stored of found) {
            if (faults.length > 0) return;
            take(name, stored);
          }
        }
      }),
  };
}

/** A checkpoint as it is signed. */
interface Checkpoint {
  readonly chain: string;
  readonly hash: string;
  readonly number: number;
  readonly previous: string;
  readonly sequence: number;
}

/**
 * Reads the checkpoints of audited chains, in the store and in the folder that is the second place.
 *
 * @returns what is wrong with them, in words; nothing when each chain is covered to its end
 */
export async function auditCheckpoints(
  uri: string,
  { chains }: Audit,
  publicKey: KeyObject,
  folder: string,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [name, { hashes }] of chains) {
    const stored = await withDatabase(uri, (database) =>
      database
        .collection('checkpoints')
        .find({ _id: { $gt: `${name}/`, $lt: `${name}0` } as never })
        .sort({ _id: 1 })
        .toArray(),
    );
    let last: { readonly jws: string; readonly sequence: number } | undefined;
    for (const [place, { _id, jws }] of stored.entries()) {
      const complain = (what: string) => faults.push(`${_id}: ${what}`);
      const said = readJws(String(jws), publicKey);
      if (!said) {
        complain('is not signed');
        continue;
      }
      const { chain, hash, number, previous, sequence } = said;
      if (chain !== name || number !== place + 1 || String(_id) !== idOf(name, number))
        complain('is not the next');
      if (previous !== (last ? sha256(last.jws) : ZEROS)) complain('does not follow the one before');
      if (sequence <= (last?.sequence ?? 0)) complain('covers nothing more');
      if (hashes[sequence - 1] !== hash) complain(`is of another entry ${sequence}`);
      last = { jws: String(jws), sequence };
    }
    if (last?.sequence !== hashes.length)
      faults.push(`${name}: covered to ${last?.sequence} of ${hashes.length}`);
    const delivered = (await readFile(join(folder, `${name}.jws`), 'utf8')).split('\n').slice(0, -1);
    if (delivered.join() !== stored.map(({ jws }) => jws).join())
      faults.push(`${name}: the second place differs`);
  }
  return faults;
}

function readJws(jws: string, publicKey: KeyObject): Checkpoint | undefined {
  const [head = '', payload = '', signature = ''] = jws.split('.');
  const isSigned = verify(
    null,
    Buffer.from(`${head}.${payload}`),
    publicKey,
    Buffer.from(signature, 'base64url'),
  );
  return isSigned ? JSON.parse(Buffer.from(payload, 'base64url').toString()) : undefined;
}

async function withDatabase<Result>(
  uri: string,
  act: (database: mongoose.mongo.Db) => Promise<Result>,
): Promise<Result> {
  const client = await mongoose.mongo.MongoClient.connect(uri);
  try {
    return await act(client.db('ledger'));
  } finally {
    await client.close();
  }
}
