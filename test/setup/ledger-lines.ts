import { generateKeyPairSync } from 'node:crypto';
import type { JSONWebKeySet, JWK } from 'jose';
import type { Scope } from '../../gateway/ledger/verify/chain-check.ts';
import {
  readExportHeader,
  readExportLine,
  writeExportHeader,
  writeExportLine,
} from '../../gateway/ledger/verify/export-line.ts';
import type { Fault } from '../../gateway/ledger/verify/fault.ts';
import type { KeptCheckpoints } from '../../gateway/ledger/verify/kept-check.ts';
import type { LedgerLine } from '../../gateway/ledger/verify/ledger-line.ts';
import { createStatementReader } from '../../gateway/ledger/verify/statement-reader.ts';
import { faultsOf, type LedgerReport, verifyLedger } from '../../gateway/ledger/verify/verify-ledger.ts';
import { publicHalf, type TestChain } from './ledger-chain.ts';

/** A key that signs statements in tests. */
export function makeSigningKey(kid = 'test'): JWK {
  return { ...(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK), kid };
}

/** The lines of a chain as the store gives them. */
export function storeLines({ entries, checkpoints }: TestChain): LedgerLine[] {
  const lines: LedgerLine[] = [];
  const waiting = [...checkpoints];
  const flush = (through: number) => {
    while (waiting[0] && waiting[0].sequence < through) {
      const { _id, jws, sequence } = waiting.shift() as (typeof waiting)[number];
      lines.push({ kind: 'checkpoint', jws, stored: { id: _id, sequence } });
    }
  };
  for (const stored of entries) {
    flush(Number(stored._id.slice(-12)));
    lines.push({ kind: 'entry', text: stored.text, hash: stored.hash, stored: { ...stored } });
  }
  flush(Number.POSITIVE_INFINITY);
  return lines;
}

/** The lines of a chain as an export has them. */
export function exportLines(chain: TestChain): string[] {
  return storeLines(chain).map((line) => writeExportLine(line as Exclude<LedgerLine, { kind: 'stray' }>));
}

/** An export of some lines. */
export function exportOf(lines: readonly string[]): string {
  return `${[writeExportHeader({ part: undefined }), ...lines].join('\n')}\n`;
}

/** What verifies as the command does, from lines that are there already. */
export async function verifyLines(
  lines: readonly LedgerLine[],
  keys: JSONWebKeySet,
  scope: Partial<Scope> = {},
): Promise<LedgerReport> {
  async function* batches() {
    yield lines.slice(0, 5);
    yield lines.slice(5);
  }
  const reader = createStatementReader(keys);
  return await verifyLedger(batches(), { reader, fromFirst: true, toLast: true, isPart: false, ...scope });
}

/** The faults of a store that holds this chain. */
export async function faultsOfStore(
  chain: TestChain,
  key: JWK,
  scope: Partial<Scope> = {},
): Promise<readonly Fault[]> {
  return faultsOf(await verifyLines(storeLines(chain), publicHalf(key), scope));
}

/** The faults of an export. */
export async function faultsOfExport(text: string, key: JWK): Promise<readonly Fault[]> {
  const [head = '', ...lines] = text.split('\n').slice(0, -1);
  const header = readExportHeader(head);
  if (!header) throw new Error('It is no export.');
  const read = lines.map((line, at) => readExportLine(line, `line ${at + 2}`));
  const scope = { fromFirst: false, toLast: false, isPart: header.part !== undefined };
  return faultsOf(await verifyLines(read, publicHalf(key), scope));
}

/** A second place that keeps these statements. */
export function keptOf(kept: Readonly<Record<string, readonly string[]>>): KeptCheckpoints {
  return {
    chains: async () => Object.keys(kept),
    read: async function* (chain) {
      yield* kept[chain] ?? [];
    },
  };
}
