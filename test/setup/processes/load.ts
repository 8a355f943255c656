import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ASK_BOTH, ASK_ONE, GIVEN } from './two-agencies.ts';

/** Clients that ask one operation after the other, and what they saw. */
export interface Load {
  /** Ids of requests to which an answer began to arrive that was no refusal by the ledger. */
  readonly answered: ReadonlySet<string>;
  /** Ids of requests that were refused because nothing could be written. */
  readonly refused: ReadonlySet<string>;
  /** Ids of requests that the gateway's end left without an answer, or with a part of one. */
  readonly lost: ReadonlySet<string>;
  /** Answers that no request may get here, in words. */
  readonly surprises: readonly string[];
  /** Ids of requests that are on their way. */
  readonly underway: ReadonlySet<string>;
  /** Lets the requests on their way end. */
  readonly stop: () => Promise<void>;
}

/** A refusal costs the gateway nothing: without a pause clients would leave no processor to what is to recover. */
const REFUSED_PAUSE_MS = 25;
/** Longer than any deadline of the gateway. */
const PATIENCE_MS = 90_000;

/**
 * Starts clients. Ids of requests begin with the name, and are the ids of the homes that are asked about.
 *
 * @param urls addresses of the gateways, undefined where none listens; each client keeps to one place of the list
 * @param random which operation is asked, and how long a client waits before the next
 */
export function startLoad(
  name: string,
  clients: number,
  urls: () => readonly (string | undefined)[],
  random: () => number,
): Load {
  const agent = new Agent({ keepAlive: true });
  const answered = new Set<string>();
  const refused = new Set<string>();
  const lost = new Set<string>();
  const underway = new Set<string>();
  const surprises: string[] = [];
  let isStopped = false;

  const ask = async (url: string, id: string) => {
    const response = await post(agent, url, id, random() < 0.3 ? ASK_ONE : ASK_BOTH);
    const { statusCode = 0 } = response;
    // The status says whether it is a refusal, so that nothing need be waited for.
    if (statusCode !== 503) answered.add(id);
    const text = (await response.setEncoding('utf8').toArray()).join('');
    if (statusCode === 200 && text.includes(`${GIVEN}${id}"`) && !text.includes('"errors"')) return;
    if (statusCode === 503 && codeOf(text) === 'LEDGER_UNAVAILABLE' && !text.includes(GIVEN)) {
      refused.add(id);
      return;
    }
    surprises.push(`${id}: ${statusCode} ${text}`);
  };

  const run = async (client: number) => {
    for (let count = 1; !isStopped; count++) {
      const url = urls()[client % urls().length];
      if (url === undefined) {
        await sleep(5);
        continue;
      }
      const id = `${name}-${client}-${count}`;
      underway.add(id);
      await ask(url, id).catch((error: Error) => {
        lost.add(id);
        if (error.message === IMPATIENT) surprises.push(`${id}: no answer`);
      });
      underway.delete(id);
      await sleep(refused.has(id) ? REFUSED_PAUSE_MS : random() * 6);
    }
  };
  const ends = Array.from({ length: clients }, (_, client) => run(client));

  return {
    answered,
    refused,
    lost,
    underway,
    surprises,
    stop: async () => {
      isStopped = true;
      await Promise.all(ends);
      agent.destroy();
    },
  };
}

const IMPATIENT = 'There was no answer.';

/** Fulfils with the head of the answer. */
export function post(agent: Agent, url: string, id: string, query: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-purpose': 'STATISTICS', 'x-request-id': id };
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers, timeout: PATIENCE_MS });
    sent
      .on('response', resolve)
      .on('error', reject)
      .on('timeout', () => sent.destroy(new Error(IMPATIENT)))
      .end(JSON.stringify({ query, variables: { id } }));
  });
}

/** The code of the first error of an answer. */
export function codeOf(text: string): string | undefined {
  try {
    return JSON.parse(text).errors?.[0]?.extensions?.code;
  } catch {
    return undefined;
  }
}
