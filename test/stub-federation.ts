import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';

const SUBGRAPHS = [
  'civil',
  'ministry',
  'consular',
  'training',
  'electoral',
  'immigration',
  'ledger',
  'oversight',
];

/** Ready at once, dies when it is asked to, writes down each signal; the one that STUB_HANGS names does not end. */
const STUB = `
const { appendFileSync } = require('node:fs');
const { basename, dirname } = require('node:path');
const name = basename(dirname(__filename));
const note = (text) => appendFileSync(process.env.STUB_NOTES, name + ' ' + text + '\\n');
const server = require('node:http').createServer((request, response) => {
  if (request.url === '/die') process.exit(3);
  if (request.url === '/environment') return response.end(JSON.stringify(process.env));
  response.end(String(process.pid));
});
server.listen(Number(process.env.PORT), process.env.HOST);
process.on('SIGINT', () => note('SIGINT'));
process.on('SIGTERM', () => {
  note('stopping');
  if (process.env.STUB_HANGS === name) return;
  setTimeout(() => { note('stopped'); process.exit(0); }, 50);
});
process.on('disconnect', () => process.env.STUB_HANGS !== name && process.exit(0));
`;
const GENERATOR = `require('node:fs').appendFileSync(process.env.STUB_NOTES, 'generator ' + process.argv.slice(2).join(' ') + '\\n');`;

/** A launcher that runs tiny programs in place of the gateway, the subgraphs and the generator. */
export interface StubFederation {
  readonly port: number;
  readonly launcher: ChildProcess;
  /** What it has printed so far, both streams. */
  readonly output: () => string;
  /** What the programs wrote down, a line each. */
  readonly notes: () => readonly string[];
  /** Waits until the output matches. */
  readonly printed: (pattern: RegExp) => Promise<void>;
  /** Exit code, once it has ended. */
  readonly ended: () => Promise<number | null>;
  /** The body of an answer of the program on that port; undefined when nothing listens there. */
  readonly ask: (port: number, path?: string) => Promise<string | undefined>;
}

/**
 * Starts the compiled launcher on stubs. It is killed when the test is over.
 *
 * @param programs texts that replace a program: its path below the folder to JavaScript
 */
export async function startStubFederation(
  environment: Readonly<Record<string, string>> = {},
  programs: Readonly<Record<string, string>> = {},
): Promise<StubFederation> {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-launcher-'));
  const port = await findFreePorts(SUBGRAPHS.length + 1);
  const files = new Map([
    ['gateway/main.js', STUB],
    ...SUBGRAPHS.map((name): [string, string] => [`subgraphs/${name}/main.js`, STUB]),
    ['tools/generator/main.js', GENERATOR],
    ...Object.entries(programs),
    ['notes', ''],
  ]);
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const module = JSON.stringify(join(findProjectRoot(), 'dist/tools/launcher/run-launcher.js'));
  const launcher = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { runLauncher } from ${module}; await runLauncher(process.argv[1]);`,
      folder,
    ],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATA_DIR: join(folder, 'data'),
        MONGODB_URI: 'mongodb://officer:hidden@db.example:27017/?tls=true',
        STUB_NOTES: join(folder, 'notes'),
        ...environment,
      },
    },
  );
  const exit = once(launcher, 'exit');
  onTestFinished(async () => {
    launcher.kill('SIGKILL');
    await exit;
    rmSync(folder, { recursive: true, force: true });
  });
  let output = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return {
    port,
    launcher,
    output: () => output,
    notes: () => readFileSync(join(folder, 'notes'), 'utf8').split('\n').filter(Boolean),
    printed: async (pattern) => {
      for (let left = 400; left > 0 && !pattern.test(output); left--) await sleep(25);
      if (!pattern.test(output)) throw new Error(`${pattern} was not printed, but this was:\n${output}`);
    },
    ended: async () => {
      await exit;
      return launcher.exitCode;
    },
    ask,
  };
}

function ask(port: number, path = '/health/ready'): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, agent: false }, async (response) => {
      resolve((await response.setEncoding('utf8').toArray()).join(''));
    });
    request.on('error', () => resolve(undefined));
  });
}

/** The first of `count` ports in a row on which nothing listens. None is one that the system hands out by itself. */
export async function findFreePorts(count: number): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 12_000);
    const tries = Array.from({ length: count }, (_, index) => isFree(first + index));
    if ((await Promise.all(tries)).every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
