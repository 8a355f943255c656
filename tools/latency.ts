import { Command } from 'commander';
import { signDevelopmentToken } from '../gateway/identity/development-tokens.ts';
import { readLauncherConfig } from './launcher/config.ts';
import { ensureDevelopmentKey } from './launcher/keys.ts';

/** What is timed, by one client, one request after the other, each with other values. */
const QUERIES = {
  byNik: 'query ($nik: NIK) { citizen(nik: $nik) { id fullName birthDate originRegency { name } } }',
  page: `query ($after: String) { citizens(first: 50, after: $after) {
    nodes { id nik fullName birthDate originRegency { name } } pageInfo { hasNextPage endCursor } } }`,
  count: '{ citizens(first: 1) { totalCount } }',
} as const;

const WARM_UP = 20;

/**
 * `npm run latency`: asks a running federation as KP2MI and prints the median and the 99th percentile, in
 * milliseconds, of `citizen(nik:)` and of a page of 50 citizens.
 */
async function main(): Promise<void> {
  const { requests } = new Command('latency')
    .description('Time citizen(nik:) and a page of 50 citizens at a federation that npm start runs.')
    .option('--requests <number>', 'how many of each', '300')
    .parse()
    .opts<{ requests: string }>();
  const reading = readLauncherConfig();
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const { dataFolder, port } = reading.config;
  const key = await ensureDevelopmentKey(dataFolder);
  const token = await signDevelopmentToken(key, { agency: 'kp2mi', officer: 'latency' }, 15);

  async function ask(query: string, variables: Readonly<Record<string, unknown>>) {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'x-purpose': 'PROTECTION_CASE',
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer;
    if (!data || errors) throw new Error(`The gateway answers ${JSON.stringify(errors)}.`);
    return data;
  }

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
  say('citizen(nik:)', nikTimes);
  say('a page of 50', pageTimes);

  const begin = performance.now();
  const { citizens } = await ask(QUERIES.count, {});
  const countMs = performance.now() - begin;
  process.stdout.write(
    `totalCount of ${citizens?.totalCount} citizens: ${countMs.toFixed(0)} ms, asked once\n`,
  );
}

interface Answer {
  readonly data?: {
    readonly citizens?: {
      readonly totalCount: number;
      readonly nodes: readonly { readonly nik: string | null }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
  readonly errors?: unknown;
}

function say(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  process.stdout.write(`${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${sorted.length} requests\n`);
}

await main().catch((error: unknown) => {
  process.stderr.write(`latency: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
