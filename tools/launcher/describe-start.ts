import { relative } from 'node:path';
import { isLoopback } from '../../gateway/is-loopback.ts';
import { findProjectRoot } from '../../gateway/project-root.ts';
import type { LauncherConfig } from './config.ts';
import { type Example, FULL_EXAMPLE, LESSER_EXAMPLE } from './examples.ts';
import { originOf } from './origin.ts';

/** What is told before anything starts: where data are kept, and who can be whom. */
export function describeStart(config: LauncherConfig): string {
  const store =
    config.mongodbUri === undefined
      ? `the embedded MongoDB in ${fromProject(config.dataFolder)}/store`
      : `MongoDB at ${hostsOf(config.mongodbUri)}`;
  const tokens = isLoopback(config.host)
    ? 'Development tokens are handed out on loopback only: whoever is on this machine can ask as any agency.'
    : `HOST=${config.host} is not loopback: development tokens are neither handed out nor believed.`;
  return `Simpul keeps its data in ${store}.\n${tokens}\n`;
}

/** What is told when everything answers: the line that begins with `Ready`, and below it what to try. */
export function describeReady(config: LauncherConfig, seconds: number): string {
  const ready = `Ready in ${seconds.toFixed(1)} s: the explorer is at ${originOf(config.host, config.port)}/\n`;
  if (!isLoopback(config.host)) return ready;
  const { agency, purpose } = FULL_EXAMPLE;
  return `${ready}
A token, and a query to four agencies at once with it:

  TOKEN=$(${tokenCommand(config, FULL_EXAMPLE)})

  ${curlCommand(config, FULL_EXAMPLE, '$TOKEN')}

The same as ${LESSER_EXAMPLE.agency}, which gets less than ${agency} does for ${purpose}:

  ${curlCommand(config, LESSER_EXAMPLE, `$(${tokenCommand(config, LESSER_EXAMPLE)})`)}

Ctrl-C stops all of it.
`;
}

function tokenCommand({ environment }: LauncherConfig, { agency, purpose }: Example): string {
  const dataFolder = environment.DATA_DIR
    ? `DATA_DIR='${environment.DATA_DIR.replaceAll("'", `'\\''`)}' `
    : '';
  return `${dataFolder}npm run --silent token -- ${agency} --purpose ${purpose}`;
}

function curlCommand({ host, port }: LauncherConfig, { purpose, query }: Example, token: string): string {
  const body = JSON.stringify({ query: query.replaceAll(/\s+/g, ' ') });
  return [
    `curl -s ${originOf(host, port)}/graphql -H "content-type: application/json"`,
    `-H "authorization: Bearer ${token}" -H "x-purpose: ${purpose}" -d '${body}'`,
  ].join(' ');
}

function fromProject(folder: string): string {
  const path = relative(findProjectRoot(), folder);
  return path.startsWith('..') ? folder : path;
}

/** The hosts of a connection string: user and password stand before them, options behind. */
function hostsOf(uri: string): string {
  return /^mongodb(?:\+srv)?:\/\/(?:[^/]*@)?([^/?]*)/.exec(uri)?.[1] ?? 'MONGODB_URI';
}
