import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';

/** A project whose build copies one source file to dist/, and whose one dependency is a folder beside it. */
let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'simpul-ready-'));
  for (const folder of ['gateway', 'subgraphs/civil', 'tools', 'thing'])
    mkdirSync(join(project, folder), { recursive: true });
  cpSync(join(findProjectRoot(), 'tools/ready.mjs'), join(project, 'tools/ready.mjs'));
  write('thing/package.json', JSON.stringify({ name: 'thing', version: '1.0.0' }));
  write(
    'package.json',
    JSON.stringify({
      type: 'module',
      scripts: { build: 'node copy.js' },
      dependencies: { thing: 'file:thing' },
    }),
  );
  write('copy.js', `import { cpSync } from 'node:fs'; cpSync('gateway/main.ts', 'dist/main.js');`);
  write('gateway/main.ts', 'console.log(process.argv.slice(1).join(), import.meta.url.slice(-12));');
  write('subgraphs/civil/schema.graphql', 'type Query');
  write('tsconfig.json', '{}');
  write('tsconfig.build.json', '{}');
  lock('1.0.0');
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

test('a fresh clone is installed and built, in a line each, and then left alone', () => {
  const first = ready();
  expect(first.stderr).toMatch(
    /^simpul: installing what package-lock\.json names \.\.\. [\d.]+ s\nsimpul: building \.\.\. [\d.]+ s\n$/,
  );
  expect(first).toMatchObject({ status: 0, stdout: '' });
  expect(ready()).toMatchObject({ status: 0, stdout: '', stderr: '' });
});

test('the program it is told to run gets the arguments and prints alone on standard output', () => {
  const { status, stdout } = ready('dist/main.js', 'kp2mi', '--unit', 'A');
  expect(stdout).toBe(`${join(project, 'dist/main.js')},kp2mi,--unit,A dist/main.js\n`);
  expect(status).toBe(0);
});

describe('what was made ready', () => {
  beforeEach(() => {
    ready();
  });

  test('is built again when a source, a new file or the compiler options change, or dist is gone', () => {
    const changes = [
      () => write('gateway/main.ts', 'console.log(2);'),
      () => write('tools/other.ts', ''),
      () => rmSync(join(project, 'tools/other.ts')),
      () => write('tsconfig.json', '{ }'),
      () => rmSync(join(project, 'dist'), { recursive: true }),
    ];
    for (const change of changes) {
      change();
      expect(ready().stderr).toMatch(/^simpul: building \.\.\. [\d.]+ s\n$/);
      expect(ready().stderr).toBe('');
    }
    expect(ready('dist/main.js').stdout).toBe('2\n');
  });

  test('is not built again for a schema, which is read where it stands', () => {
    write('subgraphs/civil/schema.graphql', 'type Query { a: Int }');
    expect(ready().stderr).toBe('');
  });

  test('is installed again when the lockfile changes or node_modules is gone', () => {
    lock('1.0.1');
    expect(ready().stderr).toMatch(/^simpul: installing/);
    rmSync(join(project, 'node_modules'), { recursive: true });
    expect(ready().stderr).toMatch(/^simpul: installing what package-lock\.json names \.\.\. [\d.]+ s\n$/);
  });

  test('a build that fails shows why and is tried again the next time', () => {
    write('copy.js', 'console.log("main.ts(1,1): error"); process.exit(2);');
    write('gateway/main.ts', 'broken');
    const failed = ready('dist/main.js');
    expect(failed.stderr).toContain('main.ts(1,1): error\n');
    expect(failed.stderr).toMatch(
      /simpul: `npm run --silent build` failed: mend what stands above, then run this again\.\n$/,
    );
    expect(failed).toMatchObject({ status: 1, stdout: '' });
    expect(ready().stderr).toContain('main.ts(1,1): error\n');
  });
});

function ready(...args: string[]) {
  return spawnSync(process.execPath, [join(project, 'tools/ready.mjs'), ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: project, CI: 'true', NODE_ENV: 'production' },
  });
}

function write(path: string, content: string): void {
  writeFileSync(join(project, path), content);
}

/** The lockfile that npm would write for the one dependency, at a version. */
function lock(version: string): void {
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  write('thing/package.json', JSON.stringify({ name: 'thing', version }));
  const packages = {
    '': { dependencies: manifest.dependencies },
    'node_modules/thing': { resolved: 'thing', link: true },
    thing: { version },
  };
  write('package-lock.json', JSON.stringify({ lockfileVersion: 3, requires: true, packages }));
}
