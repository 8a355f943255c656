import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTarget, type Target } from '../../../../gateway/execution/http-client/target.ts';
import { writeRequest } from '../../../../gateway/execution/http-client/write-request.ts';

const target = createTarget('http://civil.example:4001/graphql') as Target;

describe('a request', () => {
  test('has the headers of every call, its own, and its length in bytes', () => {
    expect(writeRequest(target, { 'x-request-id': 'a b' }, '{"a":"ü"}').split('\r\n')).toEqual([
      'POST /graphql HTTP/1.1',
      'host: civil.example:4001',
      'connection: keep-alive',
      'content-type: application/json',
      'accept: application/json',
      'x-request-id: a b',
      'content-length: 10',
      '',
      '{"a":"ü"}',
    ]);
  });

  test.each(['a\r\nb: c', 'a\n', '\ra', 'a\0', ' a', 'a ', '', 'ü', 'a\u010a'])(
    'cannot hold the header %j',
    (value) => {
      expect(() => writeRequest(target, { grant: value }, '{}')).toThrow(TypeError);
      expect(() => writeRequest(target, { [value]: 'a' }, '{}')).toThrow(TypeError);
    },
  );

  test('has no more lines than headers, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ unit: 'binary', maxLength: 8 }), {
          maxKeys: 4,
        }),
        (headers) => {
          let text = '';
          try {
            text = writeRequest(target, headers, '');
          } catch (error) {
            expect(error).toBeInstanceOf(TypeError);
            return;
          }
          expect(text.split(/[\r\n]+/)).toHaveLength(5 + Object.keys(headers).length + 2);
        },
      ),
    );
  });
});

describe('a target', () => {
  test.each([
    ['http://a/b?c=d', { origin: 'http://a', isTls: false, host: 'a', port: 80 }],
    ['https://user:secret@a:444', { origin: 'https://a:444', isTls: true, host: 'a', port: 444 }],
    ['https://[::1]/b', { origin: 'https://[::1]', isTls: true, host: '::1', port: 443 }],
  ])('of %s is read', (address, expected) => {
    const found = createTarget(address);
    expect(found).toMatchObject(expected);
    expect(found?.head).not.toContain('secret');
  });

  test('cannot put lines into the head', () => {
    const { head } = createTarget('http://a/b\r\nx: y?\r\nz: \u010a') as Target;
    expect(head).toMatch(/^POST \/bx:%20y\?z:%20%C4%8A HTTP\/1.1\r\nhost: a\r\n/);
  });

  test.each(['', 'civil', 'ftp://a/b', 'file:///etc/passwd', 'http://'])(
    'cannot be made of %j',
    (address) => {
      expect(createTarget(address)).toBeUndefined();
    },
  );
});
