import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';
import { LAUNCHER_VARIABLES, readLauncherConfig } from '../tools/launcher/config.ts';
import { readReadmeSection, renderTable } from './readme-table.ts';

test('an empty environment gives the defaults, with paths in the project', () => {
  expect(readLauncherConfig({})).toEqual({
    ok: true,
    config: {
      port: 4000,
      host: '127.0.0.1',
      dataFolder: join(findProjectRoot(), 'data'),
      citizens: 20_000,
      seed: 1,
      logLevel: 'warn',
      agenciesFile: join(findProjectRoot(), 'schema/agencies.yaml'),
      environment: {},
    },
  });
});

test('a path that is given starts at the working folder, and an empty variable counts as unset', () => {
  expect(readLauncherConfig({ DATA_DIR: 'elsewhere', PORT: '', MONGODB_URI: '' })).toMatchObject({
    config: { dataFolder: join(process.cwd(), 'elsewhere'), port: 4000 },
  });
});

test('tools/README.md has the table of its variables', () => {
  const rows = Object.values(LAUNCHER_VARIABLES).map(({ name, fallback, meaning }) => [
    `\`${name}\``,
    fallback === undefined ? 'unset' : `\`${fallback}\``,
    meaning,
  ]);
  const table = renderTable(['Variable', 'Default', 'Meaning'], rows);
  expect(readReadmeSection('environment', 'tools/README.md')).toBe(table);
});
