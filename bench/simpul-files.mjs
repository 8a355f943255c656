import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kind, parse, visit } from 'graphql';
import { readSchema, SUBGRAPHS } from './graph/read-schema.mjs';

/** Who asks, and for what. */
export const CONSUMER = 'dashboard';
export const PURPOSE = 'TRAINING_MATCH';

const HEADER = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@composeDirective"])
  @link(url: "https://specs.simpul.example/access/v1.0", import: ["@classified"])
  @composeDirective(name: "@classified")
directive @classified(as: DataClass!) on FIELD_DEFINITION | OBJECT
enum DataClass { IDENTIFIER GENERAL SPECIFIC OPERATIONAL PUBLIC }
`;

/** The agency whose data a subgraph holds. */
export function agencyOf(subgraph) {
  return `${subgraph}-office`;
}

/** A module of the built gateway. */
export function importGateway(root, path) {
  return import(pathToFileURL(join(root, 'dist', 'gateway', path)).href);
}

/** A subgraph's schema as Simpul asks for it: every field has a class. */
function createTypeDefs(subgraph) {
  const classified = parse('type T @classified(as: GENERAL) { f: Int }').definitions[0].directives[0];
  const classify = (node) =>
    node.name.value === 'Query' ? undefined : { ...node, directives: [...node.directives, classified] };
  return visit(parse(HEADER + readSchema(subgraph)), {
    [Kind.OBJECT_TYPE_DEFINITION]: classify,
    [Kind.OBJECT_TYPE_EXTENSION]: classify,
  });
}

/** What a subgraph gives whole: type name to fields, root fields included. */
function listFields(subgraph) {
  const types = parse(readSchema(subgraph)).definitions;
  return types.map(({ name, fields }) => [
    name.value,
    fields.filter(({ directives }) => !directives.some((each) => each.name.value === 'external')),
  ]);
}

function createAgreement(subgraph, isWildcard) {
  const provider = agencyOf(subgraph);
  const types = listFields(subgraph);
  const inputs = types.flatMap(([type, fields]) =>
    fields
      .filter((field) => field.arguments.length > 0)
      .map((field) => [`${type}.${field.name.value}`, field.arguments.map((each) => each.name.value)]),
  );
  const isMasked = (type, field) => `${type}.${field.name.value}` === MASKED.coordinate;
  if (isWildcard) return wrap(provider, { allow: { '*': ['*'] }, inputs: { '*': ['*'] } });
  const allow = Object.fromEntries(
    types.map(([type, fields]) => [
      type,
      fields.filter((field) => !isMasked(type, field)).map((field) => field.name.value),
    ]),
  );
  const mask = types.some(([type, fields]) => fields.some((field) => isMasked(type, field)))
    ? { User: { phone: MASKED.mask } }
    : undefined;
  const rows = types
    .filter(([type]) => type !== 'Query')
    .map(([type]) => [type, [{ attribute: 'links', op: 'eq', value: '$consumer' }]]);
  return wrap(provider, {
    allow,
    ...(mask && { mask }),
    ...(inputs.length > 0 && { inputs: Object.fromEntries(inputs) }),
    rows: Object.fromEntries(rows),
  });
}

function wrap(provider, grants) {
  return {
    id: `B-${provider}-${CONSUMER}`,
    title: `The dashboard of the benchmark reads what the ${provider} has`,
    provider,
    consumer: CONSUMER,
    basis: [{ instrument: 'A benchmark' }],
    status: 'signed',
    validFrom: '2020-01-01',
    validUntil: '2099-12-31',
    contact: 'bench@simpul.example',
    clauses: [{ id: 'all', holder: 'agency', purposes: [PURPOSE], ...grants }],
  };
}

/** The field that the views give under a mask. */
export const MASKED = { coordinate: undefined, mask: 'last4' };

/**
 * Writes the files with which the built gateway is started: graph, agencies, agreements and keys, made with the
 * product's own code.
 *
 * @param urls subgraph name to address
 * @param isWildcard whether the agreements give everything by a wildcard, or each field by name and one masked
 * @returns the environment that names the files, and what signs a token of the consumer
 */
export async function writeSimpulFiles(root, folder, urls, isWildcard) {
  const [{ composeSupergraph }, { ensureKeys }, { signDevelopmentToken }] = await Promise.all([
    importGateway(root, 'composition/compose-supergraph.js'),
    importGateway(root, '../tools/launcher/keys.js'),
    importGateway(root, 'identity/development-tokens.js'),
  ]);
  const composition = composeSupergraph(
    SUBGRAPHS.map((name) => ({ name, url: urls[name], typeDefs: createTypeDefs(name) })),
  );
  if (composition.kind === 'failed') throw new Error(composition.errors.join('\n'));
  const agreements = join(folder, 'agreements');
  mkdirSync(agreements, { recursive: true });
  const write = (path, content) => writeFileSync(join(folder, path), content);
  write('supergraph.graphql', composition.supergraphSdl);
  for (const subgraph of SUBGRAPHS) {
    const agreement = createAgreement(subgraph, isWildcard);
    // JSON is YAML.
    write(join('agreements', `${agreement.id}.yaml`), JSON.stringify(agreement));
  }
  const agency = (id) => [id, { name: id, dataProtectionContact: `${id}@simpul.example` }];
  write(
    'agencies.yaml',
    JSON.stringify({
      agencies: Object.fromEntries([...SUBGRAPHS.map(agencyOf), CONSUMER].map(agency)),
      providers: Object.fromEntries(SUBGRAPHS.map((name) => [name, agencyOf(name)])),
      purposes: { [PURPOSE]: { en: 'To measure.', id: 'Untuk mengukur.' } },
    }),
  );
  const { grant, development } = await ensureKeys(folder);
  const key = JSON.parse(readFileSync(development.privateFile, 'utf8'));
  return {
    environment: {
      SUPERGRAPH: join(folder, 'supergraph.graphql'),
      AGREEMENTS: agreements,
      AGENCIES: join(folder, 'agencies.yaml'),
      GRANT_KEY: grant.privateFile,
      DEVELOPMENT_JWKS: development.publicFile,
      ...(isWildcard && { ALLOW_WILDCARD_AGREEMENTS: 'true' }),
    },
    createHeaders: async () => ({
      authorization: `Bearer ${await signDevelopmentToken(key, { agency: CONSUMER, officer: 'bench' }, 15)}`,
      'x-purpose': PURPOSE,
    }),
  };
}
