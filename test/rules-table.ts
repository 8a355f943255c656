import { readFileSync } from 'node:fs';
import type { Mask, Purpose } from '../gateway/access/agreement.ts';

/** Who a consumer of the table is in the agencies file. */
interface RuleConsumer {
  readonly agency: string;
  readonly holder: 'agency' | 'unit';
}

/** One row of the table: what one consumer may read of one field. */
export interface Rule {
  readonly consumers: readonly RuleConsumer[];
  readonly type: string;
  /** `*` for every field of the type. */
  readonly field: string;
  /** The agency or group whose data it is; undefined where several hold the type (statistics, reference data). */
  readonly provider: string | undefined;
  readonly decision: 'ALLOW' | 'DENY' | { readonly mask: Mask };
  readonly purposes: readonly Purpose[];
  /** The row as a title: `KP2MI Citizen.nkk`. */
  readonly title: string;
}

const CONSUMERS = new Map<string, readonly RuleConsumer[]>([
  ['KP2MI', [{ agency: 'kp2mi', holder: 'agency' }]],
  ['KEMLU', [{ agency: 'kemlu', holder: 'agency' }]],
  ['MISSION', [{ agency: 'kemlu', holder: 'unit' }]],
  [
    'PEMDA',
    ['dki-jakarta', 'bontang', 'flores-timur', 'probolinggo', 'jember'].map((agency) => ({
      agency,
      holder: 'agency',
    })),
  ],
  ['VOCASS', ['hipki', 'pelita'].map((agency) => ({ agency, holder: 'agency' }))],
  ['KPU', [{ agency: 'kpu', holder: 'agency' }]],
  ['PPLN', [{ agency: 'kpu', holder: 'unit' }]],
  ['BAWASLU', [{ agency: 'bawaslu', holder: 'agency' }]],
  ['IMIGRASI', [{ agency: 'imigrasi', holder: 'agency' }]],
  ['SELF', [{ agency: 'citizen', holder: 'agency' }]],
  ['PUBLIC', [{ agency: 'public', holder: 'agency' }]],
]);

const PROVIDERS = new Map<string, string | undefined>([
  ['CIVIL', 'dukcapil'],
  ['KP2MI', 'kp2mi'],
  ['KEMLU', 'kemlu'],
  ['PEMDA', 'pemda'],
  ['KPU', 'kpu'],
  ['IMIGRASI', 'imigrasi'],
  ['BAWASLU', 'bawaslu'],
  ['OPERATOR', 'operator'],
  ['AGG', undefined],
  ['REF', undefined],
]);

const MASKS = new Map<string, Mask>([
  ['nik4', 'nik4'],
  // The token that compares two lists is the pairwise id, which Citizen.id is for every consumer.
  ['nik4 + pairwise token', 'nik4'],
  ['last3', 'last3'],
  ['last4', 'last4'],
  ['passport', 'passport'],
  ['year', 'year'],
  ['year-month', 'yearMonth'],
  ['age on polling day', 'ageOnPollingDay'],
  ['regency', 'regency'],
  ['district', 'district'],
  ['city + quality code', 'city'],
  ['band', 'band'],
  ['bool:everMarried', 'everMarried'],
  ['bool:placed', 'placed'],
  ['ACTIVE/RETURNED/NONE', 'placementState'],
  ['third parties redacted', 'thirdPartiesRedacted'],
  ['count per polling point', 'countPerPollingPoint'],
]);

/** Reads `test/data/access-rules.csv`: the rules that the agreements have to give, worked out apart from them. */
export function readRules(): readonly Rule[] {
  const file = new URL('data/access-rules.csv', import.meta.url);
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [consumer = '', type = '', field = '', owner = '', , decision = '', mask = '', , purposes = ''] =
      splitLine(line);
    return {
      consumers: known(CONSUMERS, consumer) ?? [],
      type,
      field,
      provider: known(PROVIDERS, owner),
      decision: decision === 'MASK' ? { mask: known(MASKS, mask) as Mask } : (decision as 'ALLOW' | 'DENY'),
      purposes: purposes === '' ? [] : (purposes.split('|') as Purpose[]),
      title: `${consumer} ${type}.${field}`,
    };
  });
}

function known<Value>(table: ReadonlyMap<string, Value>, name: string): Value | undefined {
  if (!table.has(name)) throw new Error(`The table of rules says "${name}", which nothing here knows.`);
  return table.get(name);
}

/** Splits a line of comma-separated values, of which some stand in quotes. */
function splitLine(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
}
