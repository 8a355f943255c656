import type { LedgerLine } from './ledger-line.ts';

/** Of which seal a sealed part holds the entries. */
export interface SealedPart {
  readonly chain: string;
  readonly number: number;
}

/** What the first line of an export says. */
export interface ExportHeader {
  /** Absent in an export that leaves nothing out. */
  readonly part: SealedPart | undefined;
}

const WHOLE = '{"format":"simpul-ledger","version":1}';
const PART =
  /^\{"format":"simpul-ledger","part":\{"chain":"([a-z0-9-]{1,63})","seal":([1-9]\d{0,11})\},"version":1\}$/;
const ENTRY_START = '{"entry":';
/** `,"hash":"`, 64 digits, `"}`. */
const ENTRY_END = 75;
const HASH = /^,"hash":"([0-9a-f]{64})"\}$/;
const STUB = /^\{"stub":\{"hash":"([0-9a-f]{64})","id":"([^"\\]{1,80})","seal":(null|[1-9]\d{0,11})\}\}$/;
const STATEMENT = /^\{"(checkpoint|seal)":"([A-Za-z0-9_.-]{1,20000})"\}$/;
const AGREEMENT = /^\{"agreement":(\{"text":".*","version":"[0-9a-f]{64}"\})\}$/;

/** Writes the first line of an export, without its end. */
export function writeExportHeader({ part }: ExportHeader): string {
  return part
    ? `{"format":"simpul-ledger","part":{"chain":"${part.chain}","seal":${part.number}},"version":1}`
    : WHOLE;
}

/** Reads the first line of an export; undefined when it is another file. Pure. */
export function readExportHeader(text: string): ExportHeader | undefined {
  if (text === WHOLE) return { part: undefined };
  const [, chain, number] = PART.exec(text) ?? [];
  return chain === undefined ? undefined : { part: { chain, number: Number(number) } };
}

/** Writes a line of an export, without its end: canonical JSON. A stray has none. Pure. */
export function writeExportLine(line: Exclude<LedgerLine, { readonly kind: 'stray' }>): string {
  switch (line.kind) {
    case 'entry':
      return `${ENTRY_START}${line.text},"hash":"${line.hash}"}`;
    case 'stub':
      return `{"stub":{"hash":"${line.hash}","id":"${line.id}","seal":${line.seal}}}`;
    case 'agreement':
      return `{"agreement":{"text":${JSON.stringify(line.text)},"version":"${line.version}"}}`;
    default:
      return `{"${line.kind}":"${line.jws}"}`;
  }
}

/** Reads a line of an export. Pure. @param place for what is none */
export function readExportLine(text: string, place: string): LedgerLine {
  if (text.startsWith(ENTRY_START)) {
    const [, hash] = HASH.exec(text.slice(-ENTRY_END)) ?? [];
    if (hash === undefined) return { kind: 'stray', place };
    return { kind: 'entry', text: text.slice(ENTRY_START.length, -ENTRY_END), hash };
  }
  const [, kind, jws] = STATEMENT.exec(text) ?? [];
  if ((kind === 'checkpoint' || kind === 'seal') && jws !== undefined) return { kind, jws };
  const [, hash, id, seal] = STUB.exec(text) ?? [];
  if (hash !== undefined && id !== undefined) {
    return { kind: 'stub', hash, id, seal: seal === 'null' ? null : Number(seal) };
  }
  return readAgreement(text) ?? { kind: 'stray', place };
}

function readAgreement(text: string): LedgerLine | undefined {
  try {
    const [, body] = AGREEMENT.exec(text) ?? [];
    if (body === undefined) return undefined;
    const { text: agreement, version } = JSON.parse(body) as {
      readonly text: string;
      readonly version: string;
    };
    const line = { kind: 'agreement', text: agreement, version } as const;
    return writeExportLine(line) === text ? line : undefined;
  } catch {
    return undefined;
  }
}
