import { Command } from 'commander';
import { signDevelopmentToken } from '../../gateway/identity/development-tokens.ts';
import { readLauncherConfig } from '../launcher/config.ts';
import { ensureDevelopmentKey } from '../launcher/keys.ts';
import { createClient, describeTimes } from './client.ts';
import { timeFourAgencies } from './time-four-agencies.ts';

/** What is timed by one client, one request after the other, each with other values. */
const QUERIES = {
  byNik: 'query ($nik: NIK) { citizen(nik: $nik) { id fullName birthDate originRegency { name } } }',
  page: `query ($after: String) { citizens(first: 50, after: $after) {
    nodes { id nik fullName birthDate originRegency { name } } pageInfo { hasNextPage endCursor } } }`,
  count: '{ citizens(first: 1) { totalCount } }',
} as const;

const WARM_UP = 20;

/**
 * `npm run latency`: asks a running federation as KP2MI and prints the median and the 99th percentile, in
 * milliseconds, of `citizen(nik:)`, of a page of 50 citizens, and of a query over four agencies by many clients at
 * once, with what each process used of the CPU for it.
 */
async function main(): Promise<void> {
  const { requests, clients } = new Command('latency')
    .description('Time three queries at a federation that npm start runs.')
    .option('--requests <number>', 'how many of each; of the four-agency query ten times as many', '300')
    .option('--clients <number>', 'how many ask the four-agency query at once', '16')
    .parse()
    .opts<{ requests: string; clients: string }>();
  const reading = readLauncherConfig();
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const { dataFolder, port } = reading.config;
  const key = await ensureDevelopmentKey(dataFolder);
  const ask = createClient(
    port,
    await signDevelopmentToken(key, { agency: 'kp2mi', officer: 'latency' }, 15),
  );

  const niks: string[] = [];
  const pageTimes: number[] = [];
  let after: string | null = null;
  for (let each = 0; each < WARM_UP + Number(requests); each += 1) {
    const begin = performance.now();
    const { citizens } = await ask(QUERIES.page, { after });
    if (each >= WARM_UP) pageTimes.push(performance.now() - begin);
    for (const { nik } of citizens?.nodes ?? []) if (nik) niks.push(nik);
    after = citizens?.pageInfo.hasNextPage ? citizens.pageInfo.endCursor : null;
  }
  const nikTimes: number[] = [];
  for (let each = 0; each < WARM_UP + Number(requests); each += 1) {
    const nik = niks[(each * 7919) % niks.length];
    const begin = performance.now();
    await ask(QUERIES.byNik, { nik });
    if (each >= WARM_UP) nikTimes.push(performance.now() - begin);
  }
  process.stdout.write(describeTimes('citizen(nik:)', nikTimes));
  process.stdout.write(describeTimes('a page of 50', pageTimes));

  const begin = performance.now();
  const { citizens } = await ask(QUERIES.count, {});
  const countMs = performance.now() - begin;
  process.stdout.write(
    `totalCount of ${citizens?.totalCount} citizens: ${countMs.toFixed(0)} ms, asked once\n`,
  );

  const four = await timeFourAgencies(ask, Number(clients), 10 * Number(requests));
  process.stdout.write(describeTimes(`four agencies, ${clients} clients`, four.timesMs));
  for (const [name, cpuMs] of four.cpuMs) {
    process.stdout.write(`  CPU of ${name}: ${cpuMs.toFixed(2)} ms a request\n`);
  }
}

await main().catch((error: unknown) => {
  process.stderr.write(`latency: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
