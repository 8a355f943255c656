import { createServer, request as forward, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** An exchange that went through. */
export interface Exchange {
  readonly headers: IncomingHttpHeaders;
  /** As it was sent, and as it came back. */
  readonly asked: string;
  readonly answered: string;
}

/** Stands between a client and a server, and can be in the way. */
export interface HttpProxy {
  /** The address in the place of the server's, with its path. */
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  /** Ends and refuses connections from now on, or lets them through again. */
  readonly become: (state: 'up' | 'down') => void;
  /** Is called after each exchange. */
  onExchange: ((exchange: Exchange, count: number) => void) | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts it. @param keeps whether exchanges are kept, or only counted */
export async function startHttpProxy(target: string, keeps = true): Promise<HttpProxy> {
  const exchanges: Exchange[] = [];
  const { origin, pathname } = new URL(target);
  let [isDown, count] = [false, 0];
  const server = createServer(async (request, response) => {
    if (isDown) return void request.socket.destroy();
    const asked = await buffer(request);
    const { headers, method, url = '' } = request;
    const onward = forward(`${origin}${url}`, { method, headers }, async (answer) => {
      const answered = await buffer(answer);
      if (isDown) return void request.socket.destroy();
      const exchange = { headers, asked: asked.toString(), answered: answered.toString() };
      if (keeps) exchanges.push(exchange);
      count += 1;
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      response.end(answered);
      proxy.onExchange?.(exchange, count);
    });
    onward.on('error', () => response.destroy());
    onward.end(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: HttpProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname === '/' ? '' : pathname}`,
    exchanges,
    onExchange: undefined,
    become: (state) => {
      isDown = state === 'down';
      if (isDown) server.closeAllConnections();
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
