import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CanonicalValue,
  shareText,
  writeCanonicalJson,
} from '../../../gateway/ledger/canonical-json.ts';

const { value } = fc.letrec<{ value: CanonicalValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

test('what is shared is written as it would be alone', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), (each) => {
      const alone = writeCanonicalJson({ each, name: 'other' });
      expect(shareText(each)).toBe(each);
      expect(writeCanonicalJson({ name: 'other', each })).toBe(alone);
    }),
  );
});

test('nobody can change what is shared', () => {
  const shared = shareText({ parts: [{ name: 'one' }] });
  expect(() => Object.assign(shared.parts[0] as object, { name: 'two' })).toThrow(TypeError);
  expect(() => shared.parts.push({ name: 'two' })).toThrow(TypeError);
});
