import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { findProjectRoot } from '../../gateway/project-root.ts';

/** Milliseconds of CPU since it began, by process: `gateway`, the name of a subgraph, or `store`. */
export type CpuByProcess = ReadonlyMap<string, number>;

/** Clock ticks a second in `/proc`, the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
/** `utime` and `stime`, counted from the end of the name, which may hold spaces. */
const [USER_TICKS, SYSTEM_TICKS] = [11, 12];

/**
 * Reads what the processes of a running federation of this folder have used of the CPU. The store is the launcher's
 * process, in which the embedded engine runs. Linux only: elsewhere, and where nothing runs, it is empty.
 */
export async function readCpuOfProcesses(): Promise<CpuByProcess> {
  const folder = join(findProjectRoot(), 'dist');
  const found = new Map<string, number>();
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue;
    const name = await nameOf(pid, folder);
    const cpuMs = name === undefined ? undefined : await cpuOf(pid);
    if (name !== undefined && cpuMs !== undefined) found.set(name, cpuMs);
  }
  return found;
}

async function nameOf(pid: string, folder: string): Promise<string | undefined> {
  const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  if (words.includes('dist/tools/launcher/main.js')) {
    const at = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    return join(at, 'dist') === folder ? 'store' : undefined;
  }
  const program = words.find((word) => word.startsWith(`${folder}/`) && word.endsWith('/main.js'));
  return program?.slice(folder.length + 1, -'/main.js'.length).replace(/^subgraphs\//, '');
}

async function cpuOf(pid: string): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS]);
  return Number.isNaN(ticks) ? undefined : (ticks * 1000) / TICKS_PER_SECOND;
}
