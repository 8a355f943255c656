import { readFile } from 'node:fs/promises';
import type { JSONWebKeySet } from 'jose';
import { createStatementReader, type StatementReader } from '../../gateway/ledger/verify/statement-reader.ts';

/** Reads the public keys that statements are believed by. @throws Error in a sentence that says what to do */
export async function readStatementKeys(file: string): Promise<StatementReader> {
  try {
    const { keys } = JSON.parse(await readFile(file, 'utf8')) as JSONWebKeySet;
    return createStatementReader({ keys });
  } catch {
    throw new Error(
      `${file} is no JWKS with a public Ed25519 key: give that of the operator with --keys, or run npm run keys to see where it is.`,
    );
  }
}
