import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';
import { CHECK_VARIABLES, readSettings } from '../tools/check/settings.ts';
import { readReadmeSection, renderTable } from './readme-table.ts';

it('an empty environment gives the defaults: the federation of npm start', () => {
  const dataFolder = join(findProjectRoot(), 'data');
  expect(readSettings({})).toEqual({
    gateway: new URL('http://127.0.0.1:4000'),
    dataFolder,
    mongodbUri: undefined,
    database: 'simpul_oversight',
    truthDatabase: 'simpul_truth',
    tokenFile: undefined,
    idKeysFile: join(dataFolder, 'keys', 'ids.json'),
  });
});

it('variables name another gateway, store, token and key', () => {
  expect(
    readSettings({
      GATEWAY: 'https://gateway.example/simpul',
      MONGODB_URI: 'mongodb://store.example',
      DATABASE: 'bawaslu',
      TOKEN_FILE: '/run/token',
      ID_KEYS: '/run/ids.json',
    }),
  ).toMatchObject({
    gateway: new URL('https://gateway.example/simpul'),
    mongodbUri: 'mongodb://store.example',
    database: 'bawaslu',
    tokenFile: '/run/token',
    idKeysFile: '/run/ids.json',
  });
  expect(readSettings({ PORT: '4100' }).gateway.href).toBe('http://127.0.0.1:4100/');
});

it('all that is wrong is told of together, and no value is repeated', () => {
  const read = () => readSettings({ GATEWAY: 'ftp://secret', DATABASE: 'a/secret' });
  expect(read).toThrow(/GATEWAY must be an address.*\nDATABASE must be a name/);
  expect(read).not.toThrow(/secret/);
});

it('tools/check/README.md has the table of its variables', () => {
  const rows = Object.values(CHECK_VARIABLES).map(({ name, fallback, meaning }) => [
    `\`${name}\``,
    fallback === undefined ? 'unset' : `\`${fallback}\``,
    meaning,
  ]);
  const table = renderTable(['Variable', 'Default', 'Meaning'], rows);
  expect(readReadmeSection('environment', 'tools/check/README.md')).toBe(table);
});
