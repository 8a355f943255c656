import { readKey } from '../../gateway/identity/read-key.ts';
import type { LedgerStore } from '../../gateway/ledger/ledger-store.ts';
import { createStatementSigner } from '../../gateway/ledger/statement-signer.ts';
import { createStatementReader } from '../../gateway/ledger/verify/statement-reader.ts';
import type { LedgerSettings } from './settings.ts';
import type { Signing } from './sign-tails.ts';

/** Reads the key that signs statements, for a store. @throws Error in a sentence, when it is none */
export async function openSigning({ keyFile }: LedgerSettings, store: LedgerStore): Promise<Signing> {
  const reading = await readKey('LEDGER_KEY', keyFile);
  if (!reading.ok) throw new Error(reading.problem);
  const { d: _secret, ...publicKey } = reading.key;
  return {
    store,
    sign: createStatementSigner(reading.key),
    reader: createStatementReader({ keys: [publicKey] }),
    now: () => new Date(),
  };
}
