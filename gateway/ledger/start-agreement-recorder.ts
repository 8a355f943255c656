import type { Logger } from 'pino';
import type { Agreement } from '../access/agreement.ts';
import type { AgreementArchive } from './agreement-archive.ts';
import { describeAgreementChange } from './describe-agreement-change.ts';
import { type AgreementState, type FoundChange, findAgreementChanges } from './find-agreement-changes.ts';
import type { Ledger } from './ledger.ts';

/** The agreements that decide at this moment. */
export interface CurrentAgreements {
  readonly agreements: readonly Agreement[];
  /** The text of each one's file, by its version. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What changes of agreements are written down with. */
export interface AgreementRecording {
  readonly ledger: Pick<Ledger, 'add'>;
  readonly archive: AgreementArchive;
  readonly current: () => CurrentAgreements;
  /** Reads an agreement out of the text of a file; undefined when it cannot be read. */
  readonly parse: (text: string) => Agreement | undefined;
  /** The day in Jakarta, `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly logger: Logger;
}

/** Writes down changes of agreements. */
export interface AgreementRecorder {
  /** To be called when other agreements decide. Returns at once: nothing that was decided waits for the ledger. */
  readonly changed: () => void;
  /** Ends it, once what goes on is done. */
  readonly stop: () => Promise<void>;
}

/** How often the day is looked at, and what could not be written is tried again. */
const LOOK_MS = 10_000;

/**
 * Writes down that agreements took effect, changed or ceased: at once, each time that it is told, and when a day has come
 * on which one begins or has ended. What cannot be written is tried again until it is.
 *
 * Texts are kept first and the states last. Killed in between, a change is written down twice rather than never.
 */
export function startAgreementRecorder(recording: AgreementRecording): AgreementRecorder {
  const { ledger, archive, current, today, logger } = recording;
  let known: readonly AgreementState[] | undefined;
  let stored = '';
  let doneOn: string | undefined;
  let isFailing = false;
  let isAsked = false;
  let isStopped = false;
  let running: Promise<void> | undefined;

  /** Writes down what is new. Rejects, or says false, when not all of it could be. */
  async function record(day: string): Promise<boolean> {
    if (!known) {
      known = await archive.readStates();
      stored = JSON.stringify(known);
    }
    const { agreements, texts } = current();
    const { changes, states } = findAgreementChanges(known, agreements, day);
    const named = new Set(
      states.filter(([, , standing]) => standing === 'in-force').map(([, version]) => version),
    );
    for (const { version } of changes) if (version !== null) named.add(version);
    await archive.keepTexts(new Map([...texts].filter(([version]) => named.has(version))));
    const left = new Map(known.map((state) => [state[0], state]));
    let isWhole = true;
    for (const change of changes) {
      const { agreement, before, version, wasInForce, state, ...rest } = change;
      const differences = await describe(change, agreements);
      const event = { kind: 'agreement', agreement, before, version, ...rest, differences } as const;
      isWhole = !isStopped && (await ledger.add(event)) !== undefined;
      if (!isWhole) break;
      logger.info({ agreement, change: change.change, version }, 'change of an agreement written down');
      if (state) left.set(agreement, state);
      else left.delete(agreement);
    }
    known = isWhole ? states : [...left.values()];
    if (JSON.stringify(known) !== stored) await archive.writeStates(known);
    stored = JSON.stringify(known);
    return isWhole;
  }

  async function describe(change: FoundChange, agreements: readonly Agreement[]): Promise<readonly string[]> {
    const after = agreements.find(({ id }) => id === change.agreement);
    const isTextNeeded = change.wasInForce && change.before !== null;
    const before = isTextNeeded ? await readVersion(change.before, after) : undefined;
    return describeAgreementChange(change, before, after);
  }

  async function readVersion(version: string, after: Agreement | undefined): Promise<Agreement | undefined> {
    if (after?.version === version) return after;
    const text = await archive.textOf(version);
    try {
      return text === undefined ? undefined : recording.parse(text);
    } catch {
      return undefined;
    }
  }

  async function run(): Promise<void> {
    while (isAsked && !isStopped) {
      isAsked = false;
      const day = today();
      const done = await record(day).catch((err: unknown) => ({ err }));
      doneOn = done === true ? day : undefined;
      if (done !== true && !isFailing) {
        logger.warn(typeof done === 'object' ? done : {}, 'changes of agreements wait for the ledger');
      }
      isFailing = done !== true;
    }
    running = undefined;
  }

  const look = () => {
    isAsked = true;
    running ??= run();
  };
  const timer = setInterval(() => {
    if (doneOn !== today()) look();
  }, LOOK_MS).unref();
  look();

  return {
    changed: look,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
