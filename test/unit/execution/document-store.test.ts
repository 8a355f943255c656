import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createDocumentStore } from '../../../gateway/execution/document-store.ts';

const BODY = 250_000;

test('a document is kept under its hash', async () => {
  const store = createDocumentStore();
  const document = parse('{ a }');
  await store.set('one', document);
  expect(await store.get('one')).toBe(document);
  expect(await store.get('other')).toBeUndefined();
  await store.delete('one');
  expect(await store.get('one')).toBeUndefined();
});

test('the text of a document counts, comments and all', async () => {
  const store = createDocumentStore(10 * BODY);
  const hashes = Array.from({ length: 40 }, (_, index) => `hash ${index}`);
  for (const hash of hashes) await store.set(hash, parse(`# ${'x'.repeat(BODY)}\n{ a }`));
  const kept = await Promise.all(hashes.map((hash) => store.get(hash)));
  expect(kept.filter(Boolean)).toHaveLength(9);
  expect(kept.at(-1)).toBeDefined();
});
