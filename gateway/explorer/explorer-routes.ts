import type { HttpAnswer, Route } from '../http/route.ts';
import { type Asset, loadAssets } from './assets.ts';
import { type CatalogueSource, createCatalogue } from './catalogue.ts';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';
import { createTokenRoute, type SignToken } from './token-route.ts';

/** What the explorer is made of. */
export interface ExplorerOptions {
  /** Folder of the built page, `dist/explorer`. Read once. */
  readonly assetsFolder: string;
  /** Asked at every request, since agreements and agencies change while the gateway runs. */
  readonly catalogue: () => CatalogueSource;
  /** Present only where development tokens are handed out: where the launcher asks for it, on the loopback. */
  readonly development?: { readonly sign: SignToken };
}

/**
 * The explorer: the page at `/`, its files, who may ask (`/explorer/agencies`) and, only with `development`,
 * tokens (`POST /explorer/token`).
 *
 * @throws when the page was not built
 */
export function createExplorerRoutes(options: ExplorerOptions): readonly Route[] {
  const { assetsFolder, catalogue, development } = options;
  const files = [...loadAssets(assetsFolder)].map(([name, asset]) => createFileRoute(name, asset));
  const agencies: Route = {
    path: '/explorer/agencies',
    methods: ['GET', 'HEAD'],
    handle: () => ({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      body: JSON.stringify(createCatalogue(catalogue(), development !== undefined)),
    }),
  };
  if (!development) return [...files, agencies];
  return [...files, agencies, createTokenRoute(() => catalogue().participants, development.sign)];
}

/** `index.html` is the page itself; every other name holds a hash of what is in it, so it never changes. */
function createFileRoute(name: string, asset: Asset): Route {
  const isPage = name === 'index.html';
  const caching = isPage ? 'no-cache' : 'public, max-age=31536000, immutable';
  return {
    path: isPage ? '/' : `/explorer/${name}`,
    methods: ['GET', 'HEAD'],
    handle: ({ request }) => sendFile(asset, caching, String(request.headers['accept-encoding'] ?? '')),
  };
}

function sendFile(asset: Asset, caching: string, acceptedEncodings: string): HttpAnswer {
  const gzipped = /\bgzip\b/.test(acceptedEncodings) ? asset.gzipped : undefined;
  return {
    status: 200,
    headers: {
      'content-type': asset.type,
      'cache-control': caching,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cross-origin-opener-policy': 'same-origin',
      vary: 'accept-encoding',
      ...(gzipped && { 'content-encoding': 'gzip' }),
    },
    body: gzipped ?? asset.body,
  };
}
