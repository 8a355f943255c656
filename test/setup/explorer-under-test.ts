import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { bundleExplorer } from '../../gateway/explorer/bundle-explorer.ts';
import { EXAMPLES } from '../../gateway/explorer/examples.ts';
import { createExplorerRoutes } from '../../gateway/explorer/explorer-routes.ts';
import { createProblemAnswer } from '../../gateway/http/problem-answer.ts';
import type { HttpAnswer, Route } from '../../gateway/http/route.ts';
import { sendAnswer } from '../../gateway/http/send-answer.ts';
import { signDevelopmentToken } from '../../gateway/identity/development-tokens.ts';
import { createProblem } from '../../gateway/problem.ts';
import { loadAgencies } from '../../gateway/registry/load-agencies.ts';
import { loadAgreements } from '../../gateway/registry/load-agreements.ts';
import { createPretendGraph } from './pretend-graph.ts';

/** An explorer that a browser can open. */
export interface ExplorerUnderTest {
  /** Where it is served, without a slash at the end. */
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/**
 * Builds the page and serves it on a free port of the loopback: with the explorer's own routes, the agencies and
 * agreements of the repository, and a pretend graph at `/graphql` in place of the gateway's.
 *
 * @param givesTokens false for an explorer as in production, without development tokens
 */
export async function startExplorerUnderTest(givesTokens = true): Promise<ExplorerUnderTest> {
  const assetsFolder = await mkdtemp(join(tmpdir(), 'simpul-explorer-'));
  await bundleExplorer(assetsFolder);
  const agencies = await loadAgencies('schema/agencies.yaml');
  if (!agencies.ok) throw new Error(JSON.stringify(agencies.problems));
  const { participants, purposes } = agencies.directory;
  const loaded = await loadAgreements({ folder: 'schema/agreements', participants });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const source = { participants, purposes, agreements: loaded.agreements, examples: EXAMPLES };

  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const privateJwk = { ...(await exportJWK(privateKey)), kid: 'test' };
  const routes = createExplorerRoutes({
    assetsFolder,
    catalogue: () => source,
    ...(givesTokens && {
      development: { sign: (identity, minutes) => signDevelopmentToken(privateJwk, identity, minutes) },
    }),
  });
  const server = serve([...routes, createPretendGraph(publicKey)]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(assetsFolder, { recursive: true, force: true });
    },
  };
}

function serve(routes: readonly Route[]): Server {
  const byPath = new Map(routes.map((route) => [route.path, route]));
  return createServer(async (request, response) => {
    const route = byPath.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    sendAnswer(response, await answer(route, request), { requestId: 'test', isLast: false });
  });
}

async function answer(route: Route | undefined, request: IncomingMessage): Promise<HttpAnswer> {
  if (!route) return createProblemAnswer(createProblem('NOT_FOUND'));
  if (!route.methods.includes(request.method ?? '')) {
    const allowed = route.methods.join(', ');
    return createProblemAnswer(createProblem('METHOD_NOT_ALLOWED', { allowed }), { allow: allowed });
  }
  const { signal } = new AbortController();
  return await route.handle({ request, requestId: 'test', signal, isDraining: false });
}
