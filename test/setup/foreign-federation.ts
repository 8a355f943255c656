import { onTestFinished } from 'vitest';
import { readConfig } from '../../gateway/config.ts';
import { type GatewayStart, startGateway } from '../../gateway/gateway.ts';
import { createLogger } from '../../gateway/http/log.ts';
import { type ForeignSubgraph, type ForeignSubgraphs, startForeignSubgraphs } from './foreign-subgraphs.ts';

/** A gateway over foreign subgraphs. */
export interface ForeignFederation extends Pick<ForeignSubgraphs, 'agreements' | 'calls'> {
  readonly start: GatewayStart;
  readonly logLines: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of what it asks for.
  readonly ask: (query: string, variables?: object) => Promise<{ data?: any; errors?: readonly any[] }>;
}

/**
 * Starts subgraphs and gateway on free ports. The gateway may refuse to start.
 *
 * @param atEnd takes what ends them. Default: they end with the test.
 */
export async function startForeignFederation(
  subgraphs: Readonly<Record<string, ForeignSubgraph>>,
  environment: Readonly<Record<string, string>> = { ALLOW_WILDCARD_AGREEMENTS: 'true' },
  atEnd: (end: () => void | Promise<void>) => void = onTestFinished,
): Promise<ForeignFederation> {
  const { agreements, calls, environment: files } = await startForeignSubgraphs(subgraphs, atEnd);
  const reading = readConfig({ ...files, LEDGER: 'off', ...environment });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const logLines: string[] = [];
  const start = await startGateway(
    reading.config,
    createLogger('info', { write: (line) => void logLines.push(line) }),
  );
  atEnd(async () => {
    if (start.ok) await start.gateway.drain();
  });
  return {
    start,
    logLines,
    agreements,
    calls,
    async ask(query, variables) {
      if (!start.ok) throw new Error(start.problems.join('\n'));
      const response = await fetch(`${start.gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-purpose': 'STATISTICS' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Awaited<ReturnType<ForeignFederation['ask']>>;
    },
  };
}
