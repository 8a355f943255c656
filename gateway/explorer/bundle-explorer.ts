import { join } from 'node:path';
import { build } from 'vite';
import { findProjectRoot } from '../project-root.ts';

/**
 * Bundles the explorer's page: `index.html`, and the files it loads under `assets/` with a hash in their names.
 * Everything it needs goes in, fonts included, so that it asks no other host for anything.
 */
export async function bundleExplorer(outFolder: string): Promise<void> {
  await build({
    root: join(findProjectRoot(), 'gateway', 'explorer', 'page'),
    base: '/explorer/',
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // Whatever NODE_ENV the build itself runs under: React has a larger, slower half for development.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: {
      outDir: outFolder,
      emptyOutDir: true,
      // A file inlined as a data: address would need a wider content security policy.
      assetsInlineLimit: 0,
      // Every browser that runs the page knows modulepreload.
      modulePreload: { polyfill: false },
      target: 'es2022',
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        // 'use client' is for servers that render; this page is all client.
        checks: { moduleLevelDirective: false },
      },
    },
  });
}
