import { readFile, stat } from 'node:fs/promises';
import { decodeJwt } from 'jose';
import { signDevelopmentToken } from '../../../gateway/identity/development-tokens.ts';
import { ensureDevelopmentKey } from '../../launcher/keys.ts';
import type { CheckSettings } from '../settings.ts';

/** Where the tokens of Bawaslu come from. */
export interface TokenSource {
  /** A token that is good for now, as far as can be told here. */
  readonly token: () => Promise<string>;
  /** Another one, after the gateway has called the last one too old. */
  readonly renew: () => Promise<string>;
  /** Who asks, as the token names them. */
  readonly officer: () => Promise<string>;
}

/** Development tokens hold 15 minutes. */
const [TOKEN_MINUTES, RENEW_AFTER_MS] = [15, 10 * 60_000];
/** The form of a token (RFC 7515, section 3.1). */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const DEVELOPMENT_IDENTITY = {
  agency: 'bawaslu',
  officer: 'developer',
  purpose: 'VOTER_LIST_OVERSIGHT',
} as const;

/** Opens the source that the settings name: a file that an issuer's program keeps fresh, or this clone's development key. */
export function openTokenSource({
  tokenFile,
  dataFolder,
}: Pick<CheckSettings, 'tokenFile' | 'dataFolder'>): TokenSource {
  const { token, renew } = tokenFile === undefined ? signed(dataFolder) : fromFile(tokenFile);
  return { token, renew, officer: async () => decodeJwt(await token()).sub ?? 'unknown' };
}

function signed(dataFolder: string): Pick<TokenSource, 'token' | 'renew'> {
  let current: { readonly token: string; readonly at: number } | undefined;
  const renew = async () => {
    const key = await ensureDevelopmentKey(dataFolder);
    current = {
      token: await signDevelopmentToken(key, DEVELOPMENT_IDENTITY, TOKEN_MINUTES),
      at: Date.now(),
    };
    return current.token;
  };
  const isFresh = () => current !== undefined && Date.now() - current.at < RENEW_AFTER_MS;
  return { token: async () => (isFresh() && current ? current.token : await renew()), renew };
}

function fromFile(file: string): Pick<TokenSource, 'token' | 'renew'> {
  let current: { readonly token: string; readonly changedAt: number } | undefined;
  const read = async () => {
    try {
      const changedAt = (await stat(file)).mtimeMs;
      return { token: (await readFile(file, 'utf8')).trim(), changedAt };
    } catch {
      throw new Error(`TOKEN_FILE names ${file}, which cannot be read: put a token of Bawaslu there.`);
    }
  };
  const renew = async () => {
    const found = await read();
    if (!TOKEN.test(found.token)) {
      throw new Error(`TOKEN_FILE names ${file}, which holds no token: put a token of Bawaslu there.`);
    }
    current = found;
    return found.token;
  };
  return {
    token: async () => {
      const changedAt = (await stat(file).catch(() => undefined))?.mtimeMs;
      return current !== undefined && current.changedAt === changedAt ? current.token : await renew();
    },
    renew,
  };
}
