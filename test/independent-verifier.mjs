// A second verifier of exports of the ledger, written from gateway/ledger/README.md alone: it shares no code with the
// project, and needs nothing but Node. It says whether an export holds, and where it was first seen not to.
//
//   node test/independent-verifier.mjs EXPORT JWKS

import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const ZEROS = '0'.repeat(64);
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * @param {string} text of the export
 * @param {{ keys: object[] }} jwks
 * @param {Record<string, string[]>} kept checkpoints of the second place, by chain
 * @returns {{ chain: string, sequence: number, why: string }[]} the first problem of each chain; none when it holds
 */
export function verifyExport(text, jwks, kept = {}) {
  const keys = new Map(
    jwks.keys
      .filter(({ kty, crv, kid }) => kty === 'OKP' && crv === 'Ed25519' && kid)
      .map(({ kid, kty, crv, x }) => [kid, createPublicKey({ key: { kty, crv, x }, format: 'jwk' })]),
  );
  const problems = new Map();
  const chains = new Map();
  let current = '?';
  const chainOf = (name) => {
    if (!chains.has(name)) {
      chains.set(name, {
        name,
        first: 0,
        last: 0,
        hash: ZEROS,
        number: 0,
        statement: ZEROS,
        covered: 0,
        ahead: 0,
        sealNumber: 0,
        sealStatement: ZEROS,
        seals: new Map(),
        signed: new Map(),
      });
    }
    current = name;
    return chains.get(name);
  };
  const problem = (chain, sequence, why) => {
    if (!problems.has(chain)) problems.set(chain, { chain, sequence, why });
  };

  const lines = text.split('\n');
  if (lines.pop() !== '') problem('?', 0, 'the file does not end with a line');
  const header = parse(lines.shift() ?? '');
  const isPart = header?.part !== undefined;
  const isHeader =
    header?.format === 'simpul-ledger' &&
    header.version === 1 &&
    hasOnly(header, isPart ? ['format', 'part', 'version'] : ['format', 'version']);
  if (!isHeader) return [{ chain: '?', sequence: 0, why: 'it is no export' }];

  for (const line of lines) {
    const value = parse(line);
    const [kind] = Object.keys(value ?? {});
    if (value === undefined || canonical(value) !== line) problem(current, 0, 'a line is not canonical JSON');
    else if (kind === 'entry' && hasOnly(value, ['entry', 'hash'])) takeEntry(value);
    else if (kind === 'stub' && hasOnly(value, ['stub'])) takeStub(value.stub);
    else if (kind === 'checkpoint' && hasOnly(value, ['checkpoint'])) takeCheckpoint(value.checkpoint);
    else if (kind === 'seal' && hasOnly(value, ['seal'])) takeSeal(value.seal);
    else if (kind === 'agreement' && hasOnly(value, ['agreement'])) {
      const { text: agreement, version } = value.agreement;
      if (sha256(agreement) !== version) problem('?', 0, 'an agreement is not of its version');
    } else problem(current, 0, 'a line is of no known kind');
  }

  for (const chain of chains.values()) {
    if (chain.ahead > chain.last) problem(chain.name, chain.last + 1, 'entries are missing at the end');
    for (const seal of chain.seals.values()) {
      if (seal.from < chain.first || seal.through > chain.last) continue;
      const digest = sha256(seal.hashes.join(''));
      if (seal.hashes.length !== seal.count || digest !== seal.digest) {
        problem(chain.name, seal.from, 'what was sealed is not what the seal was signed for');
      }
    }
    if (chain.last - chain.covered > 10_000)
      problem(chain.name, chain.covered + 1, 'no checkpoint covers the end');
    for (const jws of kept[chain.name] ?? []) {
      const own = chain.signed.get(open(jws, 'simpul-checkpoint+jwt')?.number);
      const isBeyond =
        (parse(decode(jws.split('.')[1] ?? ''))?.number ?? Number.POSITIVE_INFINITY) > chain.number;
      if (own === undefined ? !isBeyond && chain.anchor === undefined : own !== jws) {
        problem(chain.name, 0, 'the second place has another checkpoint');
      }
    }
  }
  return [...problems.values()];

  function takeEntry({ entry, hash }) {
    const body = canonical(entry);
    const isIntact = sha256(body) === hash;
    const chain = chainOf(isIntact || chains.has(entry.chain) ? entry.chain : current);
    const next = chain.last + 1;
    if (!isIntact) problem(chain.name, next, 'its text does not have its hash');
    else if (!isEntry(entry)) problem(chain.name, next, 'it has not the shape of an entry');
    else if (entry.sequence !== next) problem(chain.name, next, `entry ${entry.sequence} comes in its place`);
    else if (entry.previous !== chain.hash) problem(chain.name, next, 'it does not follow the entry before');
    advance(chain, next, hash);
  }

  function takeStub({ id, hash, seal, ...rest }) {
    const [, name, digits] = /^([a-z0-9-]+)\/(\d{12})$/.exec(id) ?? [];
    if (name === undefined || Object.keys(rest).length > 0 || !/^[0-9a-f]{64}$/.test(hash)) {
      return problem(current, 0, 'a stub is none');
    }
    const chain = chainOf(name);
    const next = chain.last + 1;
    if (Number(digits) !== next) problem(name, next, 'another stub comes in its place');
    const sealed = chain.seals.get(seal);
    if (seal === null ? !isPart : !sealed || next < sealed.from || next > sealed.through) {
      problem(name, next, 'no seal covers it');
    }
    sealed?.hashes.push(hash);
    advance(chain, next, hash);
  }

  function advance(chain, sequence, hash) {
    if (chain.ahead >= sequence) problem(chain.name, sequence, 'a checkpoint came before its entry');
    if (chain.first === 0) chain.first = sequence;
    chain.last = sequence;
    chain.hash = hash;
  }

  function takeCheckpoint(jws) {
    const said = open(jws, 'simpul-checkpoint+jwt', ['hash', 'sequence']);
    if (!said) return problem(current, chains.get(current)?.last ?? 0, 'a checkpoint is forged');
    const chain = chainOf(said.chain);
    if (chain.last === 0 && chain.number === 0) {
      Object.assign(chain, { last: said.sequence, hash: said.hash, anchor: said.number });
    } else {
      if (said.number !== chain.number + 1 || said.previous !== chain.statement) {
        problem(chain.name, said.sequence, 'a checkpoint does not follow the one before');
      }
      if (said.sequence < chain.last) problem(chain.name, said.sequence, 'a checkpoint comes too late');
      if (said.sequence === chain.last && said.hash !== chain.hash) {
        problem(chain.name, said.sequence, 'a checkpoint was signed over other entries');
      }
      if (said.sequence > chain.last) chain.ahead = said.sequence;
    }
    Object.assign(chain, { number: said.number, statement: sha256(jws), covered: said.sequence });
    chain.signed.set(said.number, jws);
  }

  function takeSeal(jws) {
    const said = open(jws, 'simpul-seal+jwt', ['count', 'digest', 'export', 'from', 'through']);
    if (!said) return problem(current, 0, 'a seal is forged');
    const chain = chainOf(said.chain);
    if (said.number !== chain.sealNumber + 1 || said.previous !== chain.sealStatement) {
      problem(chain.name, said.from, 'a seal does not follow the one before');
    }
    Object.assign(chain, { sealNumber: said.number, sealStatement: sha256(jws) });
    chain.seals.set(said.number, { ...said, hashes: [] });
  }

  /** What a statement says, when a key of the set has signed it. */
  function open(jws, type, own = ['hash', 'sequence']) {
    const [head = '', body = '', signature = '', ...rest] = jws.split('.');
    const { alg, kid, typ, ...other } = parse(decode(head)) ?? {};
    const key = keys.get(kid);
    const said = parse(decode(body));
    const names = ['chain', 'number', 'previous', 'time', 'version', ...own];
    if (alg !== 'EdDSA' || typ !== type || !key || rest.length + Object.keys(other).length > 0)
      return undefined;
    if (canonical({ alg, kid, typ }) !== decode(head) || !said || canonical(said) !== decode(body))
      return undefined;
    if (!hasOnly(said, names) || encode(Buffer.from(signature, 'base64url')) !== signature) return undefined;
    const isSigned = verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'));
    return isSigned ? said : undefined;
  }
}

const FIELDS = {
  opened: ['kind', 'reason', 'refused'],
  intent: [
    'agency',
    'agreements',
    'disclosures',
    'kind',
    'officer',
    'operation',
    'policy',
    'purpose',
    'request',
    'supergraph',
    'unit',
  ],
  operation: [
    'agency',
    'agreements',
    'decision',
    'denied',
    'disclosures',
    'durationMs',
    'intent',
    'kind',
    'officer',
    'operation',
    'outcome',
    'persons',
    'policy',
    'purpose',
    'request',
    'shownFrom',
    'supergraph',
    'unit',
  ],
  agreement: ['agreement', 'before', 'change', 'differences', 'kind', 'version'],
  'turned-away': ['codes', 'from', 'kind', 'until'],
};

function isEntry(entry) {
  if (!hasOnly(entry, ['chain', 'event', 'previous', 'sequence', 'time', 'version']) || entry.version !== 1)
    return false;
  const fields = Object.hasOwn(FIELDS, entry.event?.kind) ? FIELDS[entry.event.kind] : undefined;
  return fields !== undefined && hasOnly(entry.event, fields) && !Number.isNaN(Date.parse(entry.time));
}

function hasOnly(value, names) {
  return Object.keys(value).sort().join() === [...names].sort().join();
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** RFC 8785, for what has no fractions. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

function decode(part) {
  const bytes = Buffer.from(part, 'base64url');
  return encode(bytes) === part ? bytes.toString('utf8') : '';
}

function encode(bytes) {
  return bytes.toString('base64url');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [exported, jwks] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));
  const problems = verifyExport(exported, JSON.parse(jwks));
  for (const { chain, sequence, why } of problems) console.log(`${chain} ${sequence}: ${why}`);
  console.log(problems.length === 0 ? 'It holds.' : 'It does not hold.');
  process.exitCode = problems.length === 0 ? 0 : 1;
}
