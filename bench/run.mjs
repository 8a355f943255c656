import { CANDIDATES } from './candidates.mjs';
import { installPeers } from './install.mjs';
import { readOptions } from './options.mjs';

/** `npm run bench`: see README.md beside this file. */
const options = readOptions(process.argv.slice(2));
const chosen = new Set(options.pairs.flat());
if (CANDIDATES.some(({ name, isInstalledApart }) => chosen.has(name) && isInstalledApart)) installPeers();
const { runBench } = await import('./main.mjs');
await runBench(options);
