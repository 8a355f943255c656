import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Apollo's packages load the CommonJS build of graphql; a second build beside it would not know its types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/engine.ts'],
    setupFiles: ['test/setup/seed.ts'],
    expect: { requireAssertions: true },
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
