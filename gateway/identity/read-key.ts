import { readFile } from 'node:fs/promises';
import type { JWK } from 'jose';

/** A private key of the gateway's own, or why there is none, as a sentence. */
export type KeyReading =
  | { readonly ok: true; readonly key: JWK }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a JWK file.
 *
 * @param variable the setting that names the file, for the message.
 */
export async function readKey(variable: string, file: string): Promise<KeyReading> {
  try {
    const key = JSON.parse(await readFile(file, 'utf8')) as JWK;
    if (key.kty === 'OKP' && key.d !== undefined) return { ok: true, key };
  } catch {
    // Told below: what the file system says adds nothing for whoever sets the variable.
  }
  return { ok: false, problem: `${variable} must name the file of a private Ed25519 JWK; ${file} is none.` };
}
