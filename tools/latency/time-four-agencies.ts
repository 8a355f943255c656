import type { Client } from './client.ts';
import { type CpuByProcess, readCpuOfProcesses } from './cpu-of-processes.ts';

/** The fields of the README's query, of any worker of a regency: KP2MI, Dukcapil, Kemlu and the regions answer together. */
const FOUR_AGENCIES = `query ($regions: [RegionCode!]) { workers(first: 1, filter: { originRegencyIn: $regions }) { totalCount
  nodes { status citizen { fullName phone selfReport { cityAbroad } trainings { programme } } } } }`;
/** Regencies of Jakarta, in turn. */
const REGIONS = ['31.71', '31.72', '31.73', '31.74', '31.75'];
const WARM_UP = 200;

/** How long requests took, and what each process used of the CPU for one of them, both in milliseconds. */
export interface FourAgencies {
  readonly timesMs: readonly number[];
  readonly cpuMs: CpuByProcess;
}

/** Asks the four-agency query by so many clients at once, each with one request after the other. */
export async function timeFourAgencies(
  ask: Client,
  clients: number,
  requests: number,
): Promise<FourAgencies> {
  const run = async (count: number, timesMs: number[]) => {
    let next = 0;
    const client = async () => {
      while (next < count) {
        const region = REGIONS[next % REGIONS.length];
        next += 1;
        const begin = performance.now();
        await ask(FOUR_AGENCIES, { regions: [region] });
        timesMs.push(performance.now() - begin);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
  };
  await run(WARM_UP, []);
  const before = await readCpuOfProcesses();
  const timesMs: number[] = [];
  await run(requests, timesMs);
  const after = await readCpuOfProcesses();
  const cpuMs = new Map([...after].map(([name, ms]) => [name, (ms - (before.get(name) ?? 0)) / requests]));
  return { timesMs, cpuMs };
}
