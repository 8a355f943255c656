// What every npm script begins with: makes a fresh clone ready (installs, builds) and does nothing when it is.
// With arguments, the first is a module of dist/ that is then run in this process with the others as its own: one
// process less between a terminal and the program that its signals are meant for.
//
// Plain JavaScript without dependencies, since it runs before there are any. Says what it does on standard error, since
// the output of some scripts is a value.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_NODE = [20, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, 'node_modules', '.package-lock.json');
const builtFrom = join(root, 'dist', '.built-from');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  give(
    `Node ${OLDEST_NODE.join('.')} or newer is needed, and this is ${process.versions.node}: install a newer one.`,
  );
}
if (!isInstalled()) {
  run('installing what package-lock.json names', [
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
}
const sources = hashSources();
if (readOrEmpty(builtFrom) !== sources) {
  rmSync(builtFrom, { force: true });
  run('building', ['run', '--silent', 'build']);
  mkdirSync(dirname(builtFrom), { recursive: true });
  writeFileSync(builtFrom, sources);
}
const [program, ...programArguments] = process.argv.slice(2);
if (program !== undefined) {
  const path = resolve(root, program);
  process.argv.splice(1, Number.POSITIVE_INFINITY, path, ...programArguments);
  await import(pathToFileURL(path).href);
}

/** True when what npm installed last (it leaves a list) is what the lockfile names now. Optional packages may be absent. */
function isInstalled() {
  const found = readOrEmpty(installed);
  if (found === '') return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { packages: present } = JSON.parse(found);
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    if (path === '') return true;
    if (!Object.hasOwn(present, path)) return optional === true || devOptional === true;
    return present[path].version === version && present[path].integrity === integrity;
  });
}

/** A hash of all that the build reads: names and contents, so that a checkout of an older commit counts as a change. */
function hashSources() {
  const hash = createHash('sha256');
  const single = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  const inFolders = ['gateway', 'subgraphs', 'tools'].flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !/\.(graphql|md)$/.test(entry.name))
          .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
          .sort()
      : [],
  );
  for (const path of [...single.map((name) => join(root, name)), ...inFolders]) {
    const content = readFileSync(path);
    hash.update(`${path.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Runs npm, quietly unless it fails. */
function run(what, npmArguments) {
  process.stderr.write(`simpul: ${what} ...`);
  const started = Date.now();
  const npmProgram = process.env.npm_execpath;
  const [command, ...before] = npmProgram?.endsWith('.js') ? [process.execPath, npmProgram] : ['npm'];
  const { status, signal, error, stdout, stderr } = spawnSync(command, [...before, ...npmArguments], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32' && before.length === 0,
  });
  if (status === 0) {
    process.stderr.write(` ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
    return;
  }
  process.stderr.write(`\n${stdout ?? ''}${stderr ?? ''}`);
  if (signal) process.exit(130);
  const why = error ? `: ${error.message}` : '';
  give(`\`npm ${npmArguments.join(' ')}\` failed${why}: mend what stands above, then run this again.`);
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function give(sentence) {
  process.stderr.write(`simpul: ${sentence}\n`);
  process.exit(1);
}
