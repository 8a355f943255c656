import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';

const root = findProjectRoot();
const code = ['gateway', 'subgraphs', 'tools', 'schema'].flatMap(readFolder);
const gateway = code.filter(({ file }) => file.startsWith('gateway/'));

/** What any room of the gateway may import, save the pure ones. */
const ROOMLESS = ['errors.ts', 'problem.ts', 'is-loopback.ts', 'project-root.ts'].map(
  (file) => `gateway/${file}`,
);
const PURE_ROOMS = ['access', 'composition'];
/** The files of every subgraph, each of which imports nothing that stands after it. */
const LAYERS = ['models', 'loaders', 'resolvers', 'subgraph', 'main'];

describe('of the whole', () => {
  it('the schema holds no code', () => {
    expect(code.filter(({ file }) => file.startsWith('schema/'))).toEqual([]);
  });

  it('gateway and subgraphs import neither each other nor the tools', () => {
    const houseOf = (file: string) => file.split('/')[0];
    expect(
      strays((file, imported) => !file.startsWith('tools/') && houseOf(file) !== houseOf(imported)),
    ).toEqual([]);
  });

  it('the environment is read where configuration is', () => {
    const readers = code.filter(({ text }) => /process\.env\b(?!\.NODE_ENV)/.test(text));
    expect(readers.map(({ file }) => file).sort()).toEqual([
      'gateway/config.ts',
      'gateway/execution/telemetry-off.ts',
      'subgraphs/shared/config.ts',
      'tools/engine/engine.ts',
      'tools/generator/main.ts',
      'tools/launcher/config.ts',
    ]);
  });
});

describe('of the subgraphs', () => {
  const nameOf = (file: string) => file.split('/')[1] ?? '';

  it('none imports another, and what they share imports none', () => {
    expect(
      strays(
        (file, imported) =>
          file.startsWith('subgraphs/') && ![nameOf(file), 'shared'].includes(nameOf(imported)),
      ),
    ).toEqual([]);
  });

  it('main, subgraph, resolvers, loaders and models import downward only', () => {
    const layerOf = (file: string) => LAYERS.indexOf((file.split('/')[2] ?? '').replace(/\.ts$/, ''));
    const isUpward = (file: string, imported: string) =>
      layerOf(file) >= 0 && layerOf(imported) > layerOf(file) && nameOf(file) === nameOf(imported);
    expect(strays((file, imported) => file.startsWith('subgraphs/') && isUpward(file, imported))).toEqual([]);
  });
});

describe('of the gateway', () => {
  const rooms = readRooms();
  const roomOf = (file: string) => (file.split('/').length > 2 ? file.split('/')[1] : undefined);

  it('every room stands in the table of its README', () => {
    const found = new Set(gateway.flatMap(({ file }) => roomOf(file) ?? []));
    expect([...rooms.keys()].sort()).toEqual([...found].sort());
  });

  it('every room imports only what the table allows', () => {
    const isAllowed = (file: string, imported: string) => {
      const [from, to] = [roomOf(file), roomOf(imported)];
      if (from === undefined || from === to) return true;
      if (to === undefined) return !PURE_ROOMS.includes(from) && ROOMLESS.includes(imported);
      return rooms.get(from)?.has(to) ?? false;
    };
    expect(strays((file, imported) => file.startsWith('gateway/') && !isAllowed(file, imported))).toEqual([]);
  });

  it('access is pure: of all packages it knows graphql', () => {
    const access = gateway.filter(({ file }) => file.startsWith('gateway/access/'));
    expect([...new Set(access.flatMap(({ packages }) => packages))]).toEqual(['graphql']);
    const impure = /\bDate\.now\(|\bnew Date\(\)|\bfetch\(|\bMath\.random\(/;
    expect(access.filter(({ text }) => impure.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('only the execution calls subgraphs; the keys of issuers are fetched by the identity', () => {
    const callers = gateway.filter(({ packages }) => packages.includes('undici'));
    expect(callers.map(({ file }) => file)).toEqual([
      'gateway/execution/call-subgraph.ts',
      'gateway/identity/remote-key-set.ts',
    ]);
  });
});

interface CodeFile {
  /** From the root of the project. */
  readonly file: string;
  readonly text: string;
  /** Files of the project that it imports, from the root. */
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

function readFolder(folder: string): readonly CodeFile[] {
  const names = readdirSync(posix.join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.tsx?$/.test(name))
    .sort()
    .map((name) => {
      const file = posix.join(folder, name);
      const text = readFileSync(posix.join(root, file), 'utf8');
      const targets = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\() ?'([^']+)'/g)].map(
        ([, to = '']) => to,
      );
      return {
        file,
        text,
        imports: targets.filter((to) => to.startsWith('.')).map((to) => posix.join(file, '..', to)),
        packages: targets.filter((to) => !to.startsWith('.')),
      };
    });
}

/** The imports, as `file -> imported`, that break a rule. */
function strays(isStray: (file: string, imported: string) => boolean): readonly string[] {
  return code.flatMap(({ file, imports }) =>
    imports.filter((imported) => isStray(file, imported)).map((imported) => `${file} -> ${imported}`),
  );
}

/** The table of rooms in the gateway's README: each with those that it may import. */
function readRooms(): ReadonlyMap<string, ReadonlySet<string>> {
  const rooms = new Map<string, ReadonlySet<string>>();
  const readme = readFileSync(posix.join(root, 'gateway/README.md'), 'utf8');
  for (const [, room = '', allowed = ''] of readme.matchAll(/^\| `(\w+)\/` \|.*\| (.*) \|$/gm)) {
    const named = [...allowed.matchAll(/`(\w+)\/`/g)].map(([, name = '']) => name);
    rooms.set(room, new Set(allowed === 'all of the above' ? rooms.keys() : named));
  }
  return rooms;
}
