import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startForeignSubgraphs } from '../foreign-subgraphs.ts';

/** Two agencies' subgraphs, and all that gateways over them are started with, but for a store. */
export interface TwoAgencies {
  /** Gone at the end. */
  readonly folder: string;
  /** Variables of a gateway with its ledger on. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ids of the homes that the second agency was asked about: they came to it from the first. */
  readonly passed: ReadonlySet<string>;
  /** Of the key that signs checkpoints. */
  readonly publicKey: KeyObject;
  /** Where checkpoints are kept a second time. */
  readonly checkpoints: string;
}

/** What every answer that gives data holds, and no other answer may. */
export const GIVEN = 'owner-of-';

/** An operation within one agency. */
export const ASK_ONE = 'query One($id: ID!) { home(id: $id) { owner } }';
/** An operation by which the first agency's ids reach the second. */
export const ASK_BOTH = 'query Both($id: ID!) { home(id: $id) { owner reading } }';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])';

/** Starts them in this process. @param atEnd takes what ends them */
export async function startTwoAgencies(
  atEnd: (end: () => void | Promise<void>) => void,
): Promise<TwoAgencies> {
  const passed = new Set<string>();
  const { folder, environment } = await startForeignSubgraphs(
    {
      homes: {
        typeDefs: `${LINK} type Query { home(id: ID!): Home } type Home @key(fields: "id") { id: ID! owner: String }`,
        resolvers: {
          Query: { home: (_: unknown, { id }: { id: string }) => ({ id, owner: `${GIVEN}${id}` }) },
        },
      },
      meters: {
        typeDefs: `${LINK} type Home @key(fields: "id") { id: ID! reading: Int }`,
        resolvers: {
          Home: {
            __resolveReference: ({ id }: { id: string }) => {
              passed.add(id);
              return { id, reading: 7 };
            },
          },
        },
      },
    },
    atEnd,
  );
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = join(folder, 'ledger.jwk.json');
  await writeFile(
    key,
    JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'ledger', alg: 'EdDSA' }),
  );
  const checkpoints = join(folder, 'checkpoints');
  return {
    folder,
    passed,
    publicKey,
    checkpoints,
    environment: {
      ...environment,
      ALLOW_WILDCARD_AGREEMENTS: 'true',
      LEDGER_KEY: key,
      LEDGER_CHECKPOINTS: checkpoints,
      LEDGER_DEADLINE_MS: '1000',
      // Far above what a busy machine takes: what is refused here is refused because of the ledger.
      PLAN_DEADLINE_MS: '30000',
      SUBGRAPH_DEADLINE_MS: '30000',
      SUBGRAPH_CONNECT_MS: '10000',
      REQUEST_DEADLINE_MS: '60000',
    },
  };
}
