import { createHash } from 'node:crypto';
import type { AgreementState } from './find-agreement-changes.ts';
import { inTime } from './in-time.ts';
import type { LedgerStore } from './ledger-store.ts';

/** Name of the collection of agreement files: `{ _id: version, text }`. */
export const AGREEMENT_TEXTS = 'agreements';
/** Name of the collection of what a chain last wrote of agreements: `{ _id: chain, states }`. */
export const AGREEMENT_STATES = 'agreement-states';

/** Keeps what entries name by its version, and how far the changes of agreements are written down. */
export interface AgreementArchive {
  /** Keeps the texts that are not kept yet, durably. @param texts version to the text of the file */
  readonly keepTexts: (texts: ReadonlyMap<string, string>) => Promise<void>;
  /** The text of a version; undefined when it is not kept, or is no longer what its version says. */
  readonly textOf: (version: string) => Promise<string | undefined>;
  /** What was written last; none when nothing was. */
  readonly readStates: () => Promise<readonly AgreementState[]>;
  readonly writeStates: (states: readonly AgreementState[]) => Promise<void>;
}

const DUPLICATE_KEY = 11_000;

/** Makes the archive of a chain. All that it does rejects when the store does not answer in time. */
export function createAgreementArchive(
  store: LedgerStore,
  chain: string,
  timeoutMs: number,
): AgreementArchive {
  /** One command, whose refusal is a rejection. */
  const write = async (command: Readonly<Record<string, unknown>>) => {
    await store.connect();
    const writeConcern = { ...store.writeConcern(), wtimeout: timeoutMs };
    const reply = await inTime(store.database().command({ ...command, writeConcern }), timeoutMs);
    const errors = (reply.writeErrors ?? []) as readonly { readonly code?: unknown }[];
    // Another gateway was quicker to keep the same text.
    const refusal = errors.find(({ code }) => code !== DUPLICATE_KEY) ?? reply.writeConcernError;
    if (refusal === undefined) return;
    throw Object.assign(new Error('The store refused a write.'), {
      code: (refusal as { readonly code?: unknown }).code,
    });
  };
  const find = async <Document extends { readonly _id: string }>(
    collection: string,
    ids: readonly string[],
    projection: Readonly<Record<string, 1>>,
  ) => {
    await store.connect();
    const found = store.database().collection<Document>(collection);
    const query = found.find({ _id: { $in: ids } } as object, { projection, maxTimeMS: timeoutMs });
    return (await inTime(query.toArray(), timeoutMs)) as unknown as readonly Document[];
  };

  return {
    async keepTexts(texts) {
      const kept = await find(AGREEMENT_TEXTS, [...texts.keys()], { _id: 1 });
      const known = new Set(kept.map(({ _id }) => _id));
      const documents = [...texts].flatMap(([_id, text]) => (known.has(_id) ? [] : [{ _id, text }]));
      if (documents.length > 0) await write({ insert: AGREEMENT_TEXTS, documents, ordered: false });
    },
    async textOf(version) {
      const [kept] = await find<{ _id: string; text?: unknown }>(AGREEMENT_TEXTS, [version], { text: 1 });
      if (typeof kept?.text !== 'string') return undefined;
      return createHash('sha256').update(kept.text).digest('hex') === version ? kept.text : undefined;
    },
    async readStates() {
      const [kept] = await find<{ _id: string; states?: unknown }>(AGREEMENT_STATES, [chain], { states: 1 });
      return Array.isArray(kept?.states) ? kept.states.filter(isState) : [];
    },
    async writeStates(states) {
      const updates = [{ q: { _id: chain }, u: { $set: { states } }, upsert: true }];
      await write({ update: AGREEMENT_STATES, updates });
    },
  };
}

function isState(value: unknown): value is AgreementState {
  return Array.isArray(value) && value.length === 3 && value.every((part) => typeof part === 'string');
}
