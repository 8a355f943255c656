import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SUBGRAPHS } from '../graph/read-schema.mjs';
import { agencyOf, CONSUMER, createAllowAll, createNamedAgreements, PURPOSE } from './agreements.mjs';
import { importGateway } from './ids.mjs';
import { createTypeDefs } from './schema.mjs';

/**
 * Makes the keys of one gateway in a folder.
 *
 * @returns their files, and what makes the headers of the consumer's requests
 */
export async function makeKeys(root, folder) {
  const [{ ensureKeys }, { signDevelopmentToken }] = await Promise.all([
    importGateway(root, '../tools/launcher/keys.js'),
    importGateway(root, 'identity/development-tokens.js'),
  ]);
  const keys = await ensureKeys(folder);
  const key = JSON.parse(readFileSync(keys.development.privateFile, 'utf8'));
  return {
    ...keys,
    createHeaders: async () => ({
      authorization: `Bearer ${await signDevelopmentToken(key, { agency: CONSUMER, officer: 'bench' }, 15)}`,
      'x-purpose': PURPOSE,
    }),
  };
}

/**
 * Writes the files with which the built gateway is started.
 *
 * @param urls subgraph name to address
 * @param plainSupergraph the graph for allow-all agreements; undefined for a graph with Simpul's directives and
 *   agreements that name each field
 * @returns the environment that names them
 */
export async function writeFiles(root, folder, keys, urls, plainSupergraph) {
  const agreements = join(folder, 'agreements');
  mkdirSync(agreements, { recursive: true });
  const write = (path, content) => writeFileSync(join(folder, path), content);
  write('supergraph.graphql', plainSupergraph ?? (await compose(root, urls)));
  for (const agreement of plainSupergraph ? createAllowAll() : createNamedAgreements()) {
    // JSON is YAML.
    write(join('agreements', `${agreement.id}.yaml`), JSON.stringify(agreement));
  }
  const agency = (id) => [id, { name: id, dataProtectionContact: `${id}@simpul.example` }];
  write(
    'agencies.yaml',
    JSON.stringify({
      agencies: Object.fromEntries([...SUBGRAPHS.map(agencyOf), CONSUMER].map(agency)),
      groups: { everybody: { name: 'Everybody', members: 'all' } },
      providers: Object.fromEntries(SUBGRAPHS.map((name) => [name, agencyOf(name)])),
      purposes: { [PURPOSE]: { en: 'To measure.', id: 'Untuk mengukur.' } },
    }),
  );
  return {
    SUPERGRAPH: join(folder, 'supergraph.graphql'),
    AGREEMENTS: agreements,
    AGENCIES: join(folder, 'agencies.yaml'),
    GRANT_KEY: keys.grant.privateFile,
    ID_KEYS: keys.idKeysFile,
    LEDGER: 'off',
    DEVELOPMENT_JWKS: keys.development.publicFile,
    ...(plainSupergraph && { ALLOW_WILDCARD_AGREEMENTS: 'true' }),
  };
}

async function compose(root, urls) {
  const { composeSupergraph } = await importGateway(root, 'composition/compose-supergraph.js');
  const composition = composeSupergraph(
    SUBGRAPHS.map((name) => ({ name, url: urls[name], typeDefs: createTypeDefs(name) })),
  );
  if (composition.kind === 'failed') throw new Error(composition.errors.join('\n'));
  return composition.supergraphSdl;
}
