import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { exportJWK, generateKeyPair } from 'jose';
import { PURPOSES } from '../../gateway/access/agreement.ts';
import { makeIdKeys, toIdKeysText } from '../../gateway/execution/id-keys.ts';
import { schemaFolder } from '../project-agreements.ts';

type Resolvers = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: object }>['resolvers']
>;

/** A subgraph that knows nothing of access: no directive of ours, and grants are nothing to it. */
export interface ForeignSubgraph {
  readonly typeDefs: string;
  readonly resolvers: Resolvers;
}

/** Such subgraphs that listen, each of an agency of its name, and all that a gateway over them is started with. */
export interface ForeignSubgraphs {
  /** Gone at the end. */
  readonly folder: string;
  /** Folder of the agreement files. */
  readonly agreements: string;
  /** What the subgraphs were asked, in order. */
  readonly calls: readonly ForeignCall[];
  /** Variables of the gateway. */
  readonly environment: Readonly<Record<string, string>>;
}

interface ForeignCall {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: unknown;
}

/** The text of an agreement that gives everything that an agency has to everybody, officers and subgraphs, for every purpose. */
export function allowAll(provider: string): string {
  const all = { purposes: PURPOSES, allow: { '*': ['*'] } };
  return JSON.stringify({
    id: `all-${provider}`,
    title: `Everybody reads everything of ${provider}`,
    provider,
    consumer: 'everybody',
    basis: [{ instrument: 'A test' }],
    status: 'signed',
    validFrom: '2020-01-01',
    validUntil: '2099-12-31',
    contact: 'nobody@agency.example',
    clauses: [
      { id: 'officers', holder: 'agency', ...all, inputs: { '*': ['*'] } },
      { id: 'subgraphs', holder: 'subgraph', ...all },
    ],
  });
}

/**
 * Starts subgraphs on free ports and writes the files of a gateway over them, by whose agreements everybody is given
 * everything.
 *
 * @param atEnd takes what ends them
 */
export async function startForeignSubgraphs(
  subgraphs: Readonly<Record<string, ForeignSubgraph>>,
  atEnd: (end: () => void | Promise<void>) => void,
): Promise<ForeignSubgraphs> {
  const folder = await mkdtemp(join(tmpdir(), 'simpul-foreign-'));
  const agreements = join(folder, 'agreements');
  await mkdir(agreements);
  const calls: ForeignCall[] = [];
  const names = Object.keys(subgraphs);
  const services = await Promise.all(
    names.map(async (name) => {
      const typeDefs = parse(subgraphs[name]?.typeDefs ?? '');
      const url = await serve(
        name,
        buildSubgraphSchema({ typeDefs, resolvers: subgraphs[name]?.resolvers ?? {} }),
      );
      return { name, typeDefs, url };
    }),
  );
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.join('\n'));

  const contact = 'nobody@agency.example';
  const agencies = Object.fromEntries(
    ['reader', ...names].map((name) => [name, { name, dataProtectionContact: contact }]),
  );
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  await cp(join(schemaFolder, 'agencies.schema.json'), join(folder, 'agencies.schema.json'));
  await Promise.all([
    writeFile(join(folder, 'supergraph.graphql'), supergraphSdl),
    writeFile(
      join(folder, 'agencies.yaml'),
      JSON.stringify({
        agencies,
        groups: { everybody: { name: 'Everybody', members: 'all' } },
        providers: Object.fromEntries(names.map((name) => [name, name])),
      }),
    ),
    writeFile(join(folder, 'ids.json'), toIdKeysText(makeIdKeys())),
    writeFile(
      join(folder, 'grant.jwk.json'),
      JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'grant', alg: 'EdDSA', use: 'sig' }),
    ),
    ...names.map((name) => writeFile(join(agreements, `all-${name}.yaml`), allowAll(name))),
  ]);
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return {
    folder,
    agreements,
    calls,
    environment: {
      SUPERGRAPH: join(folder, 'supergraph.graphql'),
      AGREEMENTS: agreements,
      AGENCIES: join(folder, 'agencies.yaml'),
      GRANT_KEY: join(folder, 'grant.jwk.json'),
      ID_KEYS: join(folder, 'ids.json'),
      ANONYMOUS_AGENCY: 'reader',
      DRAIN_WAIT_MS: '0',
      PORT: '0',
    },
  };

  async function serve(name: string, schema: ReturnType<typeof buildSubgraphSchema>): Promise<string> {
    const server = createServer(async (request, response) => {
      const { query, variables } = (await json(request)) as {
        query: string;
        variables?: Record<string, unknown>;
      };
      calls.push({ subgraph: name, query, variables });
      const answer = await graphql({ schema, source: query, variableValues: variables });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    atEnd(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }
}
