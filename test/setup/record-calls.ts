import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { decodeJwt } from 'jose';

/** One call as it came to a subgraph. */
export interface RecordedCall {
  readonly subgraph: string;
  /** Of the client's request that it was made for. */
  readonly requestId: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Claims of the grant, as JSON. */
  readonly grant: string;
  /** Subgraphs that had answered for the same request before it came. */
  readonly answeredBefore: readonly string[];
}

/** Stands between a gateway and its subgraphs and writes down what the subgraphs receive. */
export interface CallRecorder {
  readonly calls: readonly RecordedCall[];
  /** What came back, in the order in which it came. */
  readonly answers: readonly { readonly subgraph: string; readonly text: string }[];
  /** Gives the address that is to be called instead of the subgraph's own. */
  readonly through: (subgraph: string, url: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Makes it. */
export function createCallRecorder(): CallRecorder {
  const calls: RecordedCall[] = [];
  const answers: { readonly subgraph: string; readonly text: string }[] = [];
  const answered = new Map<string, string[]>();
  const stops: (() => Promise<void>)[] = [];

  return {
    calls,
    answers,
    async through(subgraph, url) {
      const server = createServer(async (request, response) => {
        const body = await buffer(request);
        const requestId = String(request.headers['x-request-id']);
        const { query, variables = {} } = JSON.parse(body.toString('utf8'));
        const answeredBefore = [...(answered.get(requestId) ?? [])];
        const grant = JSON.stringify(decodeJwt(String(request.headers['simpul-grant'])));
        calls.push({ subgraph, requestId, query, variables, grant, answeredBefore });
        const onward = forward(url, { method: 'POST', headers: request.headers }, async (answer) => {
          const answerBody = await buffer(answer);
          answers.push({ subgraph, text: answerBody.toString('utf8') });
          answered.set(requestId, [...(answered.get(requestId) ?? []), subgraph]);
          response.writeHead(answer.statusCode ?? 500, {
            'content-type': answer.headers['content-type'] ?? 'application/json',
            'content-length': answerBody.length,
          });
          response.end(answerBody);
        });
        onward.on('error', () => response.destroy());
        onward.end(body);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      stops.push(async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      });
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    },
    async stop() {
      await Promise.all(stops.map((each) => each()));
    },
  };
}
