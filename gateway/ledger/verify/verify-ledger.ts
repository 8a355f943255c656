import { createHash } from 'node:crypto';
import { hashEntry } from '../write-entry.ts';
import { type ChainCheck, createChainCheck, type Scope } from './chain-check.ts';
import type { ChainReport } from './chain-report.ts';
import { readEntry } from './entry-grammar.ts';
import type { Fault } from './fault.ts';
import { type EntryLine, type LedgerLine, readId } from './ledger-line.ts';

/** What was found in a ledger. */
export interface LedgerReport {
  /** In the order in which they were met. */
  readonly chains: readonly ChainReport[];
  /** What belongs to no chain and should not be there, or not be so. */
  readonly strays: readonly Fault[];
}

/** A ledger as it is read: lines in the order of their chains, many at a time. */
export type LedgerLines = AsyncIterable<readonly LedgerLine[]>;

/** Beyond these, strays are of no more use to anybody. */
const MOST_STRAYS = 100;

/**
 * Checks a ledger, line by line, with what is in the lines and the public keys alone. It goes on with the other chains
 * when one has a fault. Keeps a few numbers of each chain and nothing of its entries.
 */
export async function verifyLedger(lines: LedgerLines, scope: Scope): Promise<LedgerReport> {
  const checks = new Map<string, ChainCheck>();
  const strays: Fault[] = [];
  let current: ChainCheck | undefined;
  let currentChain: string | undefined;
  const checkOf = (chain: string): ChainCheck => {
    const check = checks.get(chain) ?? createChainCheck(chain, scope);
    checks.set(chain, check);
    current = check;
    currentChain = chain;
    return check;
  };
  const stray = (kind: Fault['kind'], place: string, why: string) => {
    if (strays.length < MOST_STRAYS) strays.push({ kind, chain: place, sequence: 0, why });
  };
  const takeEntry = (line: EntryLine) => {
    if (line.stored) {
      const id = readId(line.stored._id);
      if (id === undefined)
        stray('stray', 'the store', 'it holds something under an id that is none of an entry');
      else checkOf(id.chain).entry(line);
      return;
    }
    const read = readEntry(line.text);
    // Whose a changed text is, nothing tells but where it stands.
    if (read && (read.chain === currentChain || hashEntry(line.text) === line.hash)) {
      checkOf(read.chain).entry(line, read);
    } else if (current) current.entry(line, read);
    else stray('stray', 'the export', 'its first entry is none');
  };
  const takeStatement = async (line: Extract<LedgerLine, { readonly kind: 'checkpoint' | 'seal' }>) => {
    const id = line.kind === 'seal' ? line.id : line.stored?.id;
    const chain = id === undefined ? claimedChain(line.jws) : readId(id)?.chain;
    if (chain === undefined && !current) return stray('stray', 'the ledger', `a ${line.kind} is of no chain`);
    const check = chain === undefined ? (current as ChainCheck) : checkOf(chain);
    if (line.kind === 'seal') check.seal(line);
    else await check.checkpoint(line);
  };

  for await (const some of lines) {
    for (const line of some) {
      if (line.kind === 'entry') takeEntry(line);
      else if (line.kind === 'stub') {
        const id = readId(line.id);
        if (id === undefined) stray('stray', 'the ledger', 'a stub has an id that is none of an entry');
        else checkOf(id.chain).stub(line);
      } else if (line.kind === 'agreement') {
        const isSame = createHash('sha256').update(line.text).digest('hex') === line.version;
        if (!isSame) stray('agreement-changed', 'an agreement', 'its text is not that of its version');
      } else if (line.kind === 'stray') stray('stray', line.place, 'it is no part of a ledger');
      else await takeStatement(line);
    }
  }
  for (const chain of scope.toLast && scope.kept ? await scope.kept.chains() : []) checkOf(chain);
  const chains: ChainReport[] = [];
  for (const check of checks.values()) chains.push(await check.end());
  return { chains, strays };
}

/** The faults of a report, a chain's first one each. */
export function faultsOf({ chains, strays }: LedgerReport): readonly Fault[] {
  return [...chains.flatMap(({ fault }) => fault ?? []), ...strays];
}

/** The chain that a statement says it is of, before anybody has looked at its signature. */
function claimedChain(jws: string): string | undefined {
  try {
    const { chain } = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof chain === 'string' && /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(chain)
      ? chain
      : undefined;
  } catch {
    return undefined;
  }
}
