import { readdirSync, readFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';

const root = findProjectRoot();

/** One file of code, by what it says of others. */
interface CodeFile {
  /** From the root of the project. */
  readonly file: string;
  readonly text: string;
  /** Files of the project that it imports, from the root. */
  readonly imports: readonly string[];
  /** Packages and `node:` modules that it imports, as it writes them. */
  readonly packages: readonly string[];
}

const code = ['gateway', 'subgraphs', 'tools', 'schema'].flatMap(readFolder);
const tests = readFolder('test');

/** A rule that the repository keeps. */
interface Rule {
  readonly rule: string;
  readonly why: string;
  /** What breaks it, as `file` or `file -> imported`. */
  readonly strays: () => readonly string[];
}

/** The files of every subgraph, each of which imports nothing that stands after it. */
const LAYERS = ['models', 'loaders', 'resolvers', 'subgraph', 'main'];
/** What any room of the gateway may import, save the pure ones. */
const ROOMLESS = ['errors.ts', 'problem.ts', 'is-loopback.ts', 'project-root.ts'].map(
  (file) => `gateway/${file}`,
);
const PURE_ROOMS = ['access', 'composition'];
const MAX_LINES = 220;

const WHOLE: readonly Rule[] = [
  {
    rule: 'the schema holds no code',
    why: 'Whoever writes agreements needs no programmer.',
    strays: () => named(code.filter(({ file }) => file.startsWith('schema/'))),
  },
  {
    rule: 'gateway and subgraphs import neither each other nor the tools, and nothing but tests imports tests',
    why: 'They are processes of different agencies: what one knows of the other goes over the wire.',
    strays: () =>
      imports((file, imported) => !file.startsWith('tools/') && houseOf(file) !== houseOf(imported)).concat(
        imports((_, imported) => houseOf(imported) === 'test'),
      ),
  },
  {
    rule: 'the environment is read where configuration is',
    why: 'Every variable is listed, checked and told of together; one that is read elsewhere is in no table.',
    strays: () => {
      const readers = ['gateway/config.ts', 'subgraphs/shared/config.ts', 'tools/launcher/config.ts'];
      // Each is a process of its own, or has to speak before a package is loaded.
      const others = ['tools/engine/engine.ts', 'tools/generator/main.ts'];
      const found = code.filter(({ text }) => /process\.env\b(?!\.NODE_ENV)/.test(text));
      return named(found).filter((file) => ![...readers, ...others].includes(file));
    },
  },
  {
    rule: 'files are called in kebab-case',
    why: 'A name that differs only in case is another file on one machine and the same on the next.',
    strays: () =>
      named([...code, ...tests]).filter(
        (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.tsx?$/.test(basename(file)),
      ),
  },
  {
    rule: 'no file is called for what has no place',
    why: 'A thing lives with the concept that it belongs to; such a room fills up and is never cleaned.',
    strays: () =>
      named(code).filter((file) =>
        /(^|\/)(utils?|helpers?|common|types|constants|misc|index)(\.|\/|$)/.test(file),
      ),
  },
  {
    rule: `no file has more than ${MAX_LINES} lines`,
    why: 'Past 200 lines a file usually holds two ideas.',
    strays: () =>
      code.flatMap(({ file, text }) => {
        const lines = text.split('\n').length - 1;
        return lines > MAX_LINES ? [`${file}: ${lines} lines`] : [];
      }),
  },
  {
    rule: 'nothing is exported by default',
    why: 'One name for one thing: an import by default calls it what it likes.',
    strays: () =>
      named([...code, ...tests].filter(({ text }) => /^export default\b|\bas default\b/m.test(text))),
  },
  {
    rule: 'nothing is exported that another file exports, and all of it never',
    why: 'What a file holds is found where it is made.',
    strays: () => named(code.filter(({ text }) => /^export (type )?(\*|\{[^}]*\}) .*from '/m.test(text))),
  },
  {
    rule: 'a file of the project is imported by its path, with its ending',
    why: 'What runs in Node as it stands needs no resolver.',
    strays: () =>
      [...code, ...tests].flatMap(({ file, imports: imported }) =>
        imported.filter((to) => !/\.(tsx?|json|css|mjs)$/.test(to)).map((to) => `${file} -> ${to}`),
      ),
  },
];

const SUBGRAPHS: readonly Rule[] = [
  {
    rule: 'none imports another, and what they share imports none',
    why: "Each is another agency's, and could be run from a repository of its own.",
    strays: () =>
      imports(
        (file, imported) =>
          file.startsWith('subgraphs/') && ![subgraphOf(file), 'shared'].includes(subgraphOf(imported)),
      ),
  },
  {
    rule: 'main, subgraph, resolvers, loaders and models import downward only',
    why: 'What answers a field is read from the top down, in every subgraph alike.',
    strays: () =>
      imports((file, imported) => {
        if (!file.startsWith('subgraphs/') || subgraphOf(file) !== subgraphOf(imported)) return false;
        return layerOf(file) >= 0 && layerOf(imported) > layerOf(file);
      }),
  },
];

const rooms = readRooms();

const GATEWAY: readonly Rule[] = [
  {
    rule: 'every room stands in the table of its README',
    why: 'The table is where one looks for what a room may know.',
    strays: () => {
      const found = new Set(gateway().flatMap(({ file }) => roomOf(file) ?? []));
      return [...found, ...rooms.keys()].filter((room) => !found.has(room) || !rooms.has(room));
    },
  },
  {
    rule: 'every room imports only what the table allows',
    why: 'A request goes through the rooms in one direction; http is given what answers, as an argument.',
    strays: () =>
      imports((file, imported) => {
        if (!file.startsWith('gateway/')) return false;
        const [from, to] = [roomOf(file), roomOf(imported)];
        if (from === undefined || from === to) return false;
        if (to === undefined) return PURE_ROOMS.includes(from) || !ROOMLESS.includes(imported);
        return !rooms.get(from)?.has(to);
      }),
  },
  {
    rule: 'http knows neither the execution nor the planning, access neither',
    why: 'Whoever relaxes the table should stumble over the two rooms that everything rests on.',
    strays: () =>
      imports((file, imported) => {
        const isBarred = /^gateway\/(execution|planning|registry|http)\//.test(imported);
        if (file.startsWith('gateway/http/')) return isBarred && !imported.startsWith('gateway/http/');
        return file.startsWith('gateway/access/') && (isBarred || !imported.startsWith('gateway/access/'));
      }),
  },
  {
    rule: 'access is pure: of all packages it knows graphql, and neither clock, chance nor network',
    why: 'A decision is the same for the same arguments, and can be tested without a world around it.',
    strays: () => {
      const impure =
        /\bDate\b|\bfetch\(|\bMath\.random\(|\bperformance\b|\bprocess\b|\bglobalThis\b|\bsetTimeout\(/;
      return gateway()
        .filter(({ file }) => roomOf(file) === 'access')
        .flatMap(({ file, text, packages }) => [
          ...packages.filter((name) => name !== 'graphql').map((name) => `${file} -> ${name}`),
          ...(impure.test(withoutComments(text)) ? [file] : []),
        ]);
    },
  },
  {
    rule: 'only the execution calls subgraphs; the identity fetches keys of issuers, the ledger posts checkpoints',
    why: 'Deadlines, byte limits and the grant belong to every call.',
    strays: () => {
      const callers = [
        'gateway/execution/http-client/connection.ts',
        'gateway/identity/remote-key-set.ts',
        'gateway/ledger/checkpoint-receiver.ts',
      ];
      const clients = /^(undici|node:(http|https|http2|net|tls|dgram)|http|https|net)$/;
      const listeners = /^gateway\/(http|is-loopback\.ts)/;
      return gateway()
        .filter(({ file, text }) => {
          if (callers.includes(file) || file.startsWith('gateway/explorer/page/')) return false;
          const values = readImports(text.replace(/^import type [^;]+;/gm, ''));
          const isClient = values.some((name) => clients.test(name)) && !listeners.test(file);
          return isClient || /(?<![.\w])fetch\(/.test(withoutComments(text));
        })
        .map(({ file }) => file);
    },
  },
  {
    rule: 'only the execution, the composition and the planning know Apollo',
    why: 'The licence and the weight of these packages stay where they are used.',
    strays: () =>
      gateway()
        .filter(({ file }) => !['execution', 'composition', 'planning'].includes(roomOf(file) ?? ''))
        .flatMap(({ file, packages }) =>
          packages.filter((name) => name.startsWith('@apollo/')).map((name) => `${file} -> ${name}`),
        ),
  },
];

describe.each([
  ['the whole', WHOLE],
  ['the subgraphs', SUBGRAPHS],
  ['the gateway', GATEWAY],
] as const)('of %s', (_, rules) => {
  test.each(rules.map((each) => [each.rule, each] as const))('%s', (_, { why, strays }) => {
    expect(strays(), why).toEqual([]);
  });
});

describe('the reading of the code', () => {
  test('finds the files and what they import', () => {
    expect(code.length).toBeGreaterThan(150);
    const cut = code.find(({ file }) => file === 'gateway/access/cut-operation.ts');
    expect(cut?.packages).toEqual(['graphql']);
    expect(cut?.imports).toContain('gateway/access/view.ts');
    const lazy = readImports(
      "const a = await import('./b.ts');\nimport type { C } from '../c.ts';\nimport './d.ts';",
    );
    expect(lazy).toEqual(['./b.ts', '../c.ts', './d.ts']);
    const spread = readImports("import {\n  a,\n  b,\n} from 'graphql';\nexport type { X } from './x.ts';");
    expect(spread).toEqual(['graphql', './x.ts']);
    expect([...(rooms.get('http') ?? [])]).toEqual(['identity']);
  });
});

function readFolder(folder: string): readonly CodeFile[] {
  const names = readdirSync(posix.join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.tsx?$/.test(name))
    .sort()
    .map((name) => {
      const file = posix.join(folder, name);
      const text = readFileSync(posix.join(root, file), 'utf8');
      const targets = readImports(text);
      return {
        file,
        text,
        imports: targets.filter((to) => to.startsWith('.')).map((to) => posix.join(file, '..', to)),
        packages: targets.filter((to) => !to.startsWith('.')),
      };
    });
}

function readImports(text: string): readonly string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport|\bimport\() ?'([^']+)'/g)].map(([, to = '']) => to);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

function named(files: readonly CodeFile[]): readonly string[] {
  return files.map(({ file }) => file);
}

/** The imports that break a rule. */
function imports(isStray: (file: string, imported: string) => boolean): readonly string[] {
  return code.flatMap(({ file, imports: targets }) =>
    targets.filter((imported) => isStray(file, imported)).map((imported) => `${file} -> ${imported}`),
  );
}

function gateway(): readonly CodeFile[] {
  return code.filter(({ file }) => file.startsWith('gateway/'));
}

function houseOf(file: string): string {
  return file.split('/')[0] ?? '';
}

function subgraphOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function layerOf(file: string): number {
  return LAYERS.indexOf((file.split('/')[2] ?? '').replace(/\.ts$/, ''));
}

/** The folder of the gateway that a file is in; undefined for a file beside the rooms. */
function roomOf(file: string): string | undefined {
  return file.split('/').length > 2 ? file.split('/')[1] : undefined;
}

/** The table of rooms in the gateway's README: each with those that it may import. */
function readRooms(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  const readme = readFileSync(posix.join(root, 'gateway/README.md'), 'utf8');
  for (const [, room = '', allowed = ''] of readme.matchAll(/^\| `(\w+)\/` \|.*\| (.*) \|$/gm)) {
    const names = [...allowed.matchAll(/`(\w+)\/`/g)].map(([, name = '']) => name);
    found.set(room, new Set(allowed === 'all of the above' ? found.keys() : names));
  }
  return found;
}
