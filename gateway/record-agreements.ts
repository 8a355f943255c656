import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { dayOf } from './execution/open-inquiry.ts';
import { createAgreementArchive } from './ledger/agreement-archive.ts';
import type { Ledger } from './ledger/ledger.ts';
import { openLedgerStore } from './ledger/ledger-store.ts';
import { type AgreementRecorder, startAgreementRecorder } from './ledger/start-agreement-recorder.ts';
import type { Registered } from './registry/open-registry.ts';
import { parseAgreement } from './registry/read-agreement.ts';

const RECORDS_NOTHING: AgreementRecorder = { changed: () => {}, stop: async () => {} };

/**
 * Starts to write down which agreements take effect, change and cease. To be stopped before the ledger is.
 *
 * @param current what the gateway answers with at this moment; `changed` is to be called when that is replaced
 */
export async function recordAgreements(
  config: Config,
  ledger: Ledger,
  current: () => Registered,
  now: () => Date,
  logger: Logger,
): Promise<AgreementRecorder> {
  const { ledgerUri: uri, ledgerDatabase: database, ledgerDeadlineMs: timeoutMs, ledgerInstance } = config;
  if (ledger.state() === 'off' || uri === undefined) return RECORDS_NOTHING;
  // A way of its own: what changes seldom must not stand before entries.
  const store = await openLedgerStore({ uri, database, timeoutMs });
  const recorder = startAgreementRecorder({
    ledger,
    archive: createAgreementArchive(store, ledgerInstance, timeoutMs),
    current: () => {
      const { policy, agreementTexts } = current();
      return { agreements: policy.agreements, texts: agreementTexts };
    },
    parse(text) {
      const reading = parseAgreement(text, 'an agreement of the ledger');
      return reading.ok ? reading.agreement : undefined;
    },
    today: () => dayOf(now()),
    logger,
  });
  return {
    changed: recorder.changed,
    async stop() {
      await recorder.stop();
      await store.close();
    },
  };
}
