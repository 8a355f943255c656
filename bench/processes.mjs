import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';

const TICKS_PER_SECOND = 100;
const KEPT_OUTPUT = 4_000;

/** Whether processes can be held to a core, with the gateway alone on the first. */
const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Holds this process, and all that it starts and does not pin, to the second core. @returns whether it could. */
export function pinSelf() {
  if (canPin) execFileSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)], { stdio: 'ignore' });
  return canPin;
}

/**
 * Starts a process of Node that ends with this one.
 *
 * @param {{ isGateway?: boolean }} options a gateway has the first core to itself
 */
export function startProcess(parameters, environment, { isGateway = false } = {}) {
  const [command, before] =
    isGateway && canPin ? ['taskset', ['-c', '0', process.execPath]] : [process.execPath, []];
  const child = spawn(command, [...before, ...parameters], {
    // Nothing of this shell may change what is measured.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', ...(isGateway ? [] : ['ipc'])],
  });
  const exited = once(child, 'exit');
  const firstMessage = isGateway ? undefined : once(child, 'message').then(([message]) => message);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    });
  }
  const killWithThis = () => child.kill('SIGKILL');
  process.once('exit', killWithThis);
  return {
    pid: child.pid,
    firstMessage,
    exited,
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      child.kill('SIGKILL');
      await exited;
      process.removeListener('exit', killWithThis);
    },
  };
}

/** CPU seconds that a process has used in all its threads. */
export function readCpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / TICKS_PER_SECOND;
}

/** Forgets what a process held at most so far, its start for example. */
export function resetPeak(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** The most memory that a process has held at once since then, in megabytes of 10^6 bytes. */
export function readPeakMegabytes(pid) {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return (Number(kilobytes) * 1024) / 1e6;
}

/** Ports on which nothing listens. */
export async function findFreePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
