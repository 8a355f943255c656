import { type HttpServer, type HttpServerOptions, startHttpServer } from './start-http-server.ts';

/** A server that listens, or why it cannot. */
export type Listening =
  | { readonly ok: true; readonly server: HttpServer }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Starts the server; an address that is taken or not of this machine is told in a sentence. */
export async function listen(options: HttpServerOptions): Promise<Listening> {
  try {
    return { ok: true, server: await startHttpServer(options) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const { host, port } = options;
    if (code === 'EADDRINUSE') {
      return {
        ok: false,
        problems: [`PORT ${port} of ${host} is taken: set PORT to another, or stop what listens there.`],
      };
    }
    return {
      ok: false,
      problems: [`HOST ${host} and PORT ${port} cannot be listened on (${code}): set others.`],
    };
  }
}
