import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createIdentify } from './identity/identify.ts';
import { DEVELOPMENT_ISSUER } from './identity/token-profile.ts';
import { createTokenVerifier, type Issuer } from './identity/verify-token.ts';
import type { Registered } from './registry/open-registry.ts';
import type { Runtime } from './runtime.ts';

/** Makes what reads from a request who asks, by the agencies and issuers of that moment. */
export function createIdentifier(config: Config, runtime: Runtime, logger: Logger) {
  const development: Issuer | undefined = config.developmentJwksFile
    ? { issuer: DEVELOPMENT_ISSUER, jwks: { file: config.developmentJwksFile }, agencies: 'all' }
    : undefined;
  const createVerifier = ({ directory }: Registered) =>
    createTokenVerifier({
      issuers: [...directory.issuers, ...(development ? [development] : [])],
      maxCachedTokens: config.tokenCacheEntries,
      onUnreadableKeys: (issuer, err) => logger.error({ issuer, err }, 'keys of an issuer cannot be read'),
    });
  let { directory } = runtime.current();
  let verify = createVerifier(runtime.current());
  return createIdentify({
    verifyToken(token) {
      const registered = runtime.current();
      if (registered.directory !== directory) {
        directory = registered.directory;
        verify = createVerifier(registered);
      }
      return verify(token);
    },
    participants: () => runtime.current().directory.participants,
    anonymousAgency: config.anonymousAgency,
  });
}
