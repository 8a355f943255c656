import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONSUMER } from './simpul/agreements.mjs';
import { expectMaskedAndTranslated } from './simpul/expected.mjs';
import { makeKeys, writeFiles } from './simpul/files.mjs';
import { createTranslateIds } from './simpul/ids.mjs';
import { startLedger } from './simpul/ledger.mjs';
import { startSubgraphs } from './start-subgraphs.mjs';
import { createSupergraph } from './supergraph.mjs';

/**
 * Makes what gateways stand between: subgraphs, files, and what the client knows. The subgraphs with pairwise ids are
 * others than those without, and are started when they are first needed.
 *
 * @returns for a candidate: `root`, `urls`, `supergraph` and `simpul` for its start; `createHeaders` of a client;
 *   `translateId` for ids in variables; `expect`, which gives what must be answered in place of stock's data; `ledger`
 *   where there is one
 */
export async function createPlaces(root, folder) {
  const supergraph = join(folder, 'supergraph.graphql');
  const keys = await makeKeys(root, folder);
  const plain = await startSubgraphs();
  const plainSupergraph = createSupergraph(plain.urls);
  writeFileSync(supergraph, plainSupergraph);
  const started = [plain];
  const simpulFolder = (name) => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  };

  let subgraphsWithIds;
  /** Started for the first who wants them. */
  const withIds = () => {
    subgraphsWithIds ??= startSubgraphs({ ROOT: root, ID_KEYS: keys.idKeysFile }).then((subgraphs) => {
      started.push(subgraphs);
      return subgraphs;
    });
    return subgraphsWithIds;
  };

  async function makePlace({ name, isSimpul, hasViews, hasLedger }) {
    const identity = (each) => each;
    if (!hasViews) {
      const simpul =
        isSimpul && (await writeFiles(root, simpulFolder(name), keys, plain.urls, plainSupergraph));
      const createHeaders = isSimpul && keys.createHeaders;
      return {
        root,
        urls: plain.urls,
        supergraph,
        simpul,
        createHeaders,
        translateId: identity,
        expect: identity,
      };
    }
    const translateIds = await createTranslateIds(root, keys.idKeysFile);
    const translateId = (id) => translateIds([id], CONSUMER)[0];
    const { urls } = await withIds();
    const { createHeaders } = keys;
    const path = simpulFolder(name);
    const ledger = hasLedger ? await startLedger(root, path, keys) : undefined;
    if (ledger) started.push(ledger);
    const simpul = { ...(await writeFiles(root, path, keys, urls, undefined)), ...ledger?.environment };
    const expect = (data) => expectMaskedAndTranslated(data, translateId);
    return { root, urls, supergraph, simpul, createHeaders, translateId, expect, ledger };
  }

  const known = new Map();
  return {
    of(candidate) {
      const { name, isSimpul } = candidate;
      const key = isSimpul ? name : 'peer';
      if (!known.has(key)) known.set(key, makePlace(candidate));
      return known.get(key);
    },
    stop: () => Promise.all(started.map((each) => each.stop())),
  };
}
