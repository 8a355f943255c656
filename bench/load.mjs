import { Client } from 'undici';

/** Of so many requests, one is of a request whose answer is known, and is compared with it. */
const COMPARED_SHARE = 16;

/**
 * Asks with so many clients at once, each waiting for its answer before it asks again.
 *
 * @param nextRequest gives `{ body, expected? }`: a body of its own for each request
 * @param seconds how long new requests are made; those that are under way then are waited for and count, and so does the
 *   time that they take
 * @returns how many were answered, in how many seconds, and the time of each in milliseconds, sorted
 */
export async function runLoad({ origin, headers, clients, seconds, nextRequest }) {
  const latencies = [];
  const problems = [];
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let lastAt = startedAt;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new Client(origin, { pipelining: 1 });
      while (problems.length === 0) {
        const { body, expected } = nextRequest();
        const askedAt = performance.now();
        if (askedAt >= endsAt) break;
        const answer = await ask(client, headers, body, expected !== undefined);
        const answeredAt = performance.now();
        if (answer.status !== 200 || answer.bytes < 10)
          problems.push(`status ${answer.status}: ${answer.bytes} bytes`);
        if (expected !== undefined && answer.text !== expected && !isSame(answer.text, expected))
          problems.push('another answer than before');
        latencies.push(answeredAt - askedAt);
        lastAt = Math.max(lastAt, answeredAt);
      }
      await client.destroy();
    }),
  );
  if (problems.length > 0) throw new Error(`${origin} answered under load with ${problems[0]}`);
  return {
    requests: latencies.length,
    seconds: (lastAt - startedAt) / 1000,
    latencies: latencies.sort((a, b) => a - b),
  };
}

/** Makes what gives the next request: mostly new ones, now and then one whose answer is known. */
export function createRequestSource(makeBody, known) {
  let count = 0;
  return () => {
    count += 1;
    return count % COMPARED_SHARE === 0 && known.length > 0
      ? known[(count / COMPARED_SHARE) % known.length]
      : { body: makeBody() };
  };
}

/** One request, its text read only when it is wanted. */
export function ask(client, headers, body, isTextWanted = true) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let [status, bytes] = [0, 0];
    client.dispatch(
      { path: '/graphql', method: 'POST', headers, body },
      {
        onRequestStart() {},
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(_, chunk) {
          bytes += chunk.length;
          if (isTextWanted) chunks.push(chunk);
        },
        onResponseEnd() {
          resolve({ status, bytes, text: isTextWanted ? Buffer.concat(chunks).toString() : '' });
        },
        onResponseError(_, error) {
          reject(error);
        },
      },
    );
  });
}

function isSame(text, expected) {
  try {
    return JSON.stringify(sorted(JSON.parse(text))) === JSON.stringify(sorted(JSON.parse(expected)));
  } catch {
    return false;
  }
}

/** The same value with the fields of its objects in one order. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
