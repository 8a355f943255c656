import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnswerReader, type Reading } from '../../../../gateway/execution/http-client/answer-reader.ts';
import { raw } from '../serve-subgraph.ts';

const MAX_BYTES = 2_000;

/** Reads the bytes as they come in these pieces, and then the end if there is one. */
function readPieces(pieces: readonly Buffer[], isEnded = false, reader = createAnswerReader(MAX_BYTES)) {
  for (const piece of pieces) {
    if (piece.length === 0) continue;
    // The connection reuses its buffer: nothing may be read from it later.
    const lent = Buffer.concat([piece, Buffer.from('the rest of an earlier answer')]);
    const reading = reader.read(lent, piece.length);
    lent.fill('~');
    if (reading) return reading;
  }
  return isEnded ? reader.end() : undefined;
}

function read(text: string, isEnded = false): Reading | undefined {
  return readPieces([Buffer.from(text, 'latin1')], isEnded);
}

function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), 0, bytes.length].sort((a, b) => a - b);
  return ends.slice(1).map((end, index) => bytes.subarray(ends[index], end));
}

const whole = (text: string) => expect.objectContaining({ kind: 'whole', status: 200, text });
const bad = expect.objectContaining({ kind: 'bad' });

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/).filter((name) => !KNOWN.has(name));
const KNOWN = new Set([
  'connection',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'keep-alive',
]);
const headerLine = fc
  .tuple(word, fc.stringMatching(/^[\t -~\x80-\xff]{0,30}$/))
  .map(([name, value]) => `${name}:${value}`);
const bodyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.json());
const framing = fc.constantFrom('length', 'chunked', 'until close');

interface Answer {
  readonly bytes: Buffer;
  readonly text: string;
  readonly framing: 'length' | 'chunked' | 'until close';
}

/** Answers that anybody may send. */
const answer: fc.Arbitrary<Answer> = fc
  .record({
    hints: fc.array(fc.array(headerLine, { maxLength: 2 }), { maxLength: 2 }),
    reason: fc.constantFrom('', ' ', ' OK', ' Very well'),
    lines: fc.array(headerLine, { maxLength: 5 }),
    body: bodyText,
    framing,
    places: fc.array(fc.nat(1_000), { maxLength: 6 }),
    extension: fc.constantFrom('', ';', ';a=b', ' ; a="b c"', '\t'),
    zeros: fc.nat(4),
    isUpper: fc.boolean(),
    trailers: fc.array(headerLine, { maxLength: 3 }),
  })
  .map(({ hints, reason, lines, body, framing, places, extension, zeros, isUpper, trailers }) => {
    const bytes = Buffer.from(body);
    const lower = {
      length: [`content-length: ${bytes.length}`],
      chunked: ['transfer-encoding: chunked'],
      'until close': [],
    }[framing];
    const own = isUpper ? lower.map((line) => line.toUpperCase()) : lower;
    const half = lines.length >> 1;
    const head = [`HTTP/1.1 200${reason}`, ...lines.slice(0, half), ...own, ...lines.slice(half), '', ''];
    const chunk = (piece: Buffer) => [
      Buffer.from(`${'0'.repeat(zeros)}${piece.length.toString(16)}${extension}\r\n`),
      piece,
      Buffer.from('\r\n'),
    ];
    const chunks = cut(bytes, places)
      .filter(({ length }) => length > 0)
      .flatMap(chunk);
    const last = Buffer.from(
      `0${extension}\r\n${trailers.map((line) => `${line}\r\n`).join('')}\r\n`,
      'latin1',
    );
    return {
      bytes: Buffer.concat([
        ...hints.map((each) => Buffer.from(raw('103 Early Hints', each), 'latin1')),
        Buffer.from(head.join('\r\n'), 'latin1'),
        ...(framing === 'chunked' ? [...chunks, last] : [bytes]),
      ]),
      text: bytes.toString(),
      framing,
    };
  });

const places = fc.array(fc.nat(10_000), { maxLength: 12 });

describe('an answer', () => {
  test('is the same in whatever pieces it comes', () => {
    fc.assert(
      fc.property(answer, places, ({ bytes, text, framing }, cuts) => {
        const isEnded = framing === 'until close';
        expect(readPieces(cut(bytes, cuts), isEnded)).toEqual(whole(text));
        expect(readPieces([bytes], isEnded)).toEqual(whole(text));
        expect(
          readPieces(
            [...bytes].map((byte) => Buffer.of(byte)),
            isEnded,
          ),
        ).toEqual(whole(text));
      }),
    );
  });

  test('is followed by the next on the same connection, of which it keeps nothing', () => {
    const framed = answer.filter(({ framing }) => framing !== 'until close');
    fc.assert(
      fc.property(fc.array(framed, { minLength: 2, maxLength: 4 }), places, (answers, cuts) => {
        const reader = createAnswerReader(MAX_BYTES);
        for (const { bytes, text } of answers) {
          expect(readPieces(cut(bytes, cuts), false, reader)).toEqual(whole(text));
          reader.clear();
        }
      }),
    );
  });

  test('ends the connection when anything follows it at once, of which nothing is read', () => {
    const framed = answer.filter(({ framing }) => framing !== 'until close');
    fc.assert(
      fc.property(framed, answer, ({ bytes, text }, second) => {
        expect(readPieces([Buffer.concat([bytes, second.bytes])])).toEqual({
          kind: 'whole',
          status: 200,
          text,
          keptSeconds: 0,
        });
      }),
    );
  });

  test('that is cut short is never whole', () => {
    fc.assert(
      fc.property(answer, fc.nat(10_000), places, ({ bytes, framing }, length, cuts) => {
        fc.pre(framing !== 'until close');
        const half = bytes.subarray(0, length % bytes.length);
        expect(readPieces(cut(half, cuts), true)).toBeUndefined();
      }),
    );
  });

  test('that is garbled is refused or read, but alike in whatever pieces it comes', () => {
    const garble = fc.record({
      at: fc.nat(10_000),
      removed: fc.nat(3),
      added: fc.oneof(
        fc.constantFrom(
          '\r',
          '\n',
          '\r\n',
          ' ',
          '\t',
          ':',
          '\0',
          ',',
          '0',
          '9',
          'f',
          '\r\n\r\n',
          'HTTP/1.1 200\r\n\r\n',
        ),
        fc.string({ maxLength: 3 }),
      ),
    });
    fc.assert(
      fc.property(
        answer,
        fc.array(garble, { minLength: 1, maxLength: 4 }),
        places,
        ({ bytes }, garbles, cuts) => {
          let garbled = bytes;
          for (const { at, removed, added } of garbles) {
            const place = at % (garbled.length + 1);
            garbled = Buffer.concat([
              garbled.subarray(0, place),
              Buffer.from(added, 'latin1'),
              garbled.subarray(place + removed),
            ]);
          }
          // What surplus is seen with an answer depends on the pieces, and nothing else does.
          const readings = [[garbled], cut(garbled, cuts), [...garbled].map((byte) => Buffer.of(byte))].map(
            (pieces) => ({ ...readPieces(pieces, true), keptSeconds: undefined }),
          );
          expect(readings[1]).toEqual(readings[0]);
          expect(readings[2]).toEqual(readings[0]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the head of an answer', () => {
  test.each([
    ['no status line', 'hello\r\n\r\n'],
    ['a version to come', 'HTTP/2 200 OK\r\ncontent-length: 0\r\n\r\n'],
    ['a status beyond all', raw('600 Odd', ['content-length: 0'])],
    ['a status of two digits', raw('20 OK', ['content-length: 0'])],
    ['a change of protocol', raw('101 Switching Protocols', ['upgrade: websocket'])],
    ['a line that ends bare', 'HTTP/1.1 200 OK\ncontent-length: 0\r\n\r\n'],
    ['a header that ends bare', 'HTTP/1.1 200 OK\r\na: b\ncontent-length: 0\r\n\r\n'],
    ['a bare return', 'HTTP/1.1 200 OK\r\na: b\rc: d\r\n\r\n'],
    ['a folded line', raw('200 OK', ['a: b', ' c', 'content-length: 0'])],
    ['a line that is folded first', raw('200 OK', [' a: b', 'content-length: 0'])],
    ['a space before the colon', raw('200 OK', ['content-length : 0'])],
    ['a header without a name', raw('200 OK', [': 0'])],
    ['a header without a colon', raw('200 OK', ['content-length'])],
    ['an end of text in a header', raw('200 OK', ['a: \0', 'content-length: 0'])],
    ['two equal lengths', raw('200 OK', ['content-length: 0', 'Content-Length: 0'])],
    ['a list of lengths', raw('200 OK', ['content-length: 0, 0'])],
    ['a length below nothing', raw('200 OK', ['content-length: -1'])],
    ['a length with a sign', raw('200 OK', ['content-length: +1'])],
    ['a length in another base', raw('200 OK', ['content-length: 0x1'])],
    ['a length of too many digits', raw('200 OK', ['content-length: 0000000000000001'])],
    ['no length where one is named', raw('200 OK', ['content-length:'])],
    ['a length and chunks', raw('200 OK', ['content-length: 0', 'transfer-encoding: chunked'])],
    ['chunks and a length', raw('200 OK', ['transfer-encoding: chunked', 'content-length: 0'])],
    ['another coding', raw('200 OK', ['transfer-encoding: gzip, chunked'])],
    ['a coding that is none', raw('200 OK', ['transfer-encoding: identity'])],
    ['chunks twice', raw('200 OK', ['transfer-encoding: chunked', 'transfer-encoding: chunked'])],
    ['chunks of old', 'HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'],
    ['too much of it', raw('200 OK', ['content-length: 0', `a: ${'b'.repeat(16_384)}`])],
    ['too many hints', `${raw('103 Hints', ['a: b'])}`.repeat(1_000)],
  ])('with %s is refused', (_, text) => {
    expect(read(text)).toEqual(bad);
    expect(readPieces([...Buffer.from(text, 'latin1')].map((byte) => Buffer.of(byte)))).toEqual(bad);
  });

  test.each([
    ['HTTP/1.1 200\r\ncontent-length: 2\r\n\r\n{}', false, Infinity],
    ['HTTP/1.1 200 \xe4\r\nCONTENT-LENGTH:\t 2 \r\nx:\r\n\r\n{}', false, Infinity],
    [raw('200 OK', ['content-length: 2', 'keep-alive: max=9, timeout=5'], '{}'), false, 5],
    [raw('200 OK', ['content-length: 2', 'connection: x, Close'], '{}'), false, 0],
    ['HTTP/1.0 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\n{}', false, 0],
    [raw('200 OK', ['content-encoding: Identity'], '{}'), true, 0],
  ])('such as %j is read', (text, isEnded, keptSeconds) => {
    expect(read(text, isEnded)).toEqual({ kind: 'whole', status: 200, text: '{}', keptSeconds });
  });

  test('says that there is no body where there can be none', () => {
    const reading = read(raw('204 No Content', ['content-length: 5']));
    expect(reading).toEqual({ kind: 'whole', status: 204, text: '', keptSeconds: Infinity });
  });
});

describe('a chunked body', () => {
  const chunked = (body: string) => read(raw('200 OK', ['transfer-encoding: chunked'], body));

  test.each([
    ['no size', '\r\n{}\r\n0\r\n\r\n'],
    ['a size that is none', 'x\r\n{}\r\n0\r\n\r\n'],
    ['a size with a sign', '-2\r\n{}\r\n0\r\n\r\n'],
    ['a size of too many digits', `${'0'.repeat(17)}2\r\n{}\r\n0\r\n\r\n`],
    ['a size that ends bare', '2\n{}\r\n0\r\n\r\n'],
    ['a return that is none', '2\rx{}\r\n0\r\n\r\n'],
    ['more than its size', '2\r\n{} \r\n0\r\n\r\n'],
    ['less than its size', '3\r\n{}\r\n0\r\n\r\n'],
    ['an end that is bare', '2\r\n{}\n0\r\n\r\n'],
    ['no end', '2\r\n{}\r\n0\r\nx\n\r\n'],
    ['an end of text in an extension', '2;\0\r\n{}\r\n0\r\n\r\n'],
    ['a folded trailer', '2\r\n{}\r\n0\r\na: b\r\n c\r\n\r\n'],
    ['extensions without end', `2;${'x'.repeat(20_000)}`],
    ['trailers without end', `2\r\n{}\r\n0\r\n${'a: b\r\n'.repeat(5_000)}`],
  ])('with %s is refused', (_, body) => {
    expect(chunked(body)).toEqual(bad);
  });

  test('has its own measure of extensions, whatever the last one on the connection had', () => {
    const reader = createAnswerReader(MAX_BYTES);
    const long = raw('200 OK', ['transfer-encoding: chunked'], `2;${'x'.repeat(9_000)}\r\n{}\r\n0\r\n\r\n`);
    for (let count = 0; count < 5; count += 1) {
      expect(readPieces([Buffer.from(long)], false, reader)).toEqual(whole('{}'));
      reader.clear();
    }
  });

  test('of one byte each is read', () => {
    const text = JSON.stringify('x'.repeat(MAX_BYTES - 2));
    expect(chunked([...text, ''].map((each) => `${each.length}\r\n${each}\r\n`).join(''))).toEqual(
      whole(text),
    );
  });
});

test('no body is larger than it may be, however its length is told', () => {
  for (const [size, kind] of [
    [MAX_BYTES, 'whole'],
    [MAX_BYTES + 1, 'bad'],
  ] as const) {
    const body = 'x'.repeat(size);
    expect(read(raw('200 OK', [`content-length: ${size}`], body))?.kind).toBe(kind);
    const chunk = `${size.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    expect(read(raw('200 OK', ['transfer-encoding: chunked'], chunk))?.kind).toBe(kind);
    expect(read(raw('200 OK', [], body), true)?.kind).toBe(kind);
  }
  // It is refused for what it announces, before any of it has come.
  expect(read(raw('200 OK', ['content-length: 999999999999999']))).toEqual(bad);
});
