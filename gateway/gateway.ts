import type { JWK } from 'jose';
import type { Logger } from 'pino';
import { createAttend } from './attend.ts';
import type { Config } from './config.ts';
import { createIdentifier } from './create-identifier.ts';
import { createSubgraphCaller } from './execution/call-subgraph.ts';
import { readIdKeys } from './execution/id-keys.ts';
import { createKeepIntent } from './execution/keep-intent.ts';
import { createNameOfficer } from './execution/officer-names.ts';
import { ownPersonId } from './execution/own-person-id.ts';
import { createPairwiseIds, type PairwiseIds } from './execution/pairwise-ids.ts';
import { createGrantSigner } from './execution/sign-grant.ts';
import { startGraphQLServer } from './execution/start-graphql-server.ts';
import { findExplorerAssets } from './explorer/assets.ts';
import { EXAMPLES } from './explorer/examples.ts';
import { createExplorerRoutes } from './explorer/explorer-routes.ts';
import { createGraphqlRoute } from './http/graphql-route.ts';
import { createHealthRoutes } from './http/health-routes.ts';
import { listen } from './http/listen.ts';
import { createRequestGate } from './http/request-gate.ts';
import type { Route } from './http/route.ts';
import { signDevelopmentToken } from './identity/development-tokens.ts';
import { readKey } from './identity/read-key.ts';
import type { AgreementRecorder } from './ledger/start-agreement-recorder.ts';
import { recordAgreements } from './record-agreements.ts';
import { describeFileProblem } from './registry/file-problem.ts';
import { type Registered, readRegistry, watchRegistry } from './registry/open-registry.ts';
import { warnOfAgreements } from './registry/warn-of-agreements.ts';
import { type Runtime, startRuntime } from './runtime.ts';
import { LEDGER_REASONS, readLedgerKey, startLedger } from './start-ledger.ts';

/** A gateway that listens. */
export interface RunningGateway {
  /** `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Lets the requests in flight end. @returns how many connections were cut off. */
  readonly drain: () => Promise<number>;
}

/** A gateway, or all that keeps it from starting. */
export type GatewayStart =
  | { readonly ok: true; readonly gateway: RunningGateway }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Connections beyond the requests that are answered or wait: kept alive, or on their way. */
const IDLE_CONNECTIONS = 1_000;

/** Starts the gateway; whatever keeps it from starting is told together, before it listens. */
export async function startGateway(
  config: Config,
  logger: Logger,
  now: () => Date = () => new Date(),
): Promise<GatewayStart> {
  let announce: (runtime: Runtime) => void = () => {};
  const started = new Promise<Runtime>((resolve) => {
    announce = resolve;
  });
  let recorder: AgreementRecorder | undefined;
  // Watched before it is read, so that no change falls in between.
  const stopWatching = await watchRegistry(
    config,
    async () => (await started).current(),
    async (registered) => {
      await (await started).replace(registered);
      // As loud as the complaint about files that do not check: whoever read that one must learn that it is over.
      logger.warn({ version: registered.policy.version }, 'agreements and graph replaced');
      warnOfAgreements(config, registered, logger);
      recorder?.changed();
    },
    (found) => logger.error({ problems: found }, 'new files do not check, the last good ones stay'),
  );
  const [reading, grantKey, idKeys, ledgerKey, developmentKey] = await Promise.all([
    readRegistry(config),
    readKey('GRANT_KEY', config.grantKeyFile),
    readIdKeys('ID_KEYS', config.idKeysFile),
    readLedgerKey(config),
    config.developmentKeyFile ? readKey('DEVELOPMENT_KEY', config.developmentKeyFile) : undefined,
  ]);
  const problems = [
    ...(reading.ok ? [] : reading.problems.map(describeFileProblem)),
    ...(grantKey.ok ? [] : [grantKey.problem]),
    ...(idKeys.ok ? [] : [idKeys.problem]),
    ...(ledgerKey?.ok === false ? [ledgerKey.problem] : []),
    ...(developmentKey?.ok === false ? [developmentKey.problem] : []),
    ...(reading.ok ? findStrangers(config, reading.registered) : []),
  ];
  if (!reading.ok || !grantKey.ok || !idKeys.ok || problems.length > 0) {
    stopWatching();
    return { ok: false, problems };
  }

  warnOfAgreements(config, reading.registered, logger);
  const caller = createSubgraphCaller({
    connectMs: config.subgraphConnectMs,
    deadlineMs: config.subgraphDeadlineMs,
    maxBytes: config.subgraphMaxBytes,
    connections: config.subgraphConnections,
  });
  const ids = createPairwiseIds(idKeys.keys);
  const signGrant = await createGrantSigner(grantKey.key, ids);
  const nameOfficer = createNameOfficer(idKeys.keys);
  const ledger = await startLedger(config, ledgerKey?.ok ? ledgerKey.key : undefined, now, logger);
  const startServer = ({ supergraphSdl, policy }: Registered) =>
    startGraphQLServer({
      supergraphSdl,
      apiSchema: policy.graph.apiSchema,
      subgraphUrls: new Map([...policy.graph.subgraphs, ...config.subgraphUrls]),
      subgraphAccess: { caller, signGrant, ids, logger },
      sizeLimits: {
        depth: config.maxQueryDepth,
        selections: config.maxSelections,
        aliases: config.maxAliases,
        rootFields: config.maxRootFields,
      },
      maxTokens: config.maxQueryTokens,
      keptOperations: config.planCacheEntries,
      planning: config,
      keepIntent: createKeepIntent(ledger, nameOfficer),
      isAccounting: ledger.state() !== 'off',
      logger,
    });
  const runtime = await startRuntime(reading.registered, startServer, now);
  announce(runtime);
  recorder = await recordAgreements(config, ledger, runtime.current, now, logger);
  const listening = await listen({
    host: config.host,
    port: config.port,
    maxConnections: 2 * config.maxConcurrentRequests + IDLE_CONNECTIONS,
    logger,
    routes: [
      createGraphqlRoute({
        identify: createIdentifier(config, runtime, logger),
        attend: createAttend(runtime, { ledger, ids, nameOfficer, logger }),
        turnAway: ledger.countTurnedAway,
        gate: createRequestGate(config.maxConcurrentRequests, config.maxConcurrentRequests),
        maxBodyBytes: config.maxBodyBytes,
        requestDeadlineMs: config.requestDeadlineMs,
        corsOrigins: config.corsOrigins,
        logger,
      }),
      ...createHealthRoutes(() => {
        const { graph, version } = runtime.current().policy;
        const state = ledger.state();
        return {
          reasons: LEDGER_REASONS[state],
          supergraph: graph.hash,
          agreements: version,
          ledger: state,
          undeliveredCheckpoints: ledger.undelivered(),
        };
      }),
      ...(config.explorer === 'on'
        ? createExplorer(runtime, developmentKey?.ok ? developmentKey.key : undefined, ids)
        : []),
    ],
  });
  if (!listening.ok) {
    stopWatching();
    await runtime.stop();
    await recorder.stop();
    await ledger.stop();
    return listening;
  }
  const { server } = listening;
  return {
    ok: true,
    gateway: {
      url: server.url,
      async drain() {
        stopWatching();
        const cutOff = await server.drain({ waitMs: config.drainWaitMs, graceMs: config.drainGraceMs });
        await runtime.stop();
        await recorder.stop();
        await ledger.stop();
        await caller.close();
        return cutOff;
      },
    },
  };
}

/** The explorer; it hands out development tokens only when it is given a key for them. */
function createExplorer(runtime: Runtime, key: JWK | undefined, ids: PairwiseIds): readonly Route[] {
  return createExplorerRoutes({
    assetsFolder: findExplorerAssets(),
    catalogue: () => {
      const { policy, directory } = runtime.current();
      return { ...policy, purposes: directory.purposes, examples: EXAMPLES };
    },
    ...(key && {
      development: {
        sign(identity, minutes) {
          const officer = ownPersonId(identity.officer, identity.agency, ids);
          return signDevelopmentToken(key, { ...identity, officer }, minutes);
        },
      },
    }),
  });
}

function findStrangers({ anonymousAgency }: Config, { directory }: Registered): readonly string[] {
  if (anonymousAgency === undefined || directory.participants.agencies.has(anonymousAgency)) return [];
  const known = [...directory.participants.agencies.keys()].join(', ');
  return [`ANONYMOUS_AGENCY must be an agency of the agencies file: one of ${known}.`];
}
