import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const GATEWAY = join(import.meta.dirname, '../gateway');

/** All sources of the gateway as one text, without those files. */
export function readGatewaySources({ without }: { readonly without: readonly string[] }): string {
  const files = readdirSync(GATEWAY, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !without.includes(file))
    .map((file) => readFileSync(join(GATEWAY, file), 'utf8'))
    .join('\n');
}
