import { CANDIDATES } from './candidates.mjs';
import { installPeers } from './install.mjs';
import { readOptions } from './options.mjs';

/** `npm run bench`: see README.md beside this file. */
if (process.argv[2] === 'ledger') {
  const { runLedgerBench } = await import('./ledger/main.mjs');
  await runLedgerBench(process.argv.slice(3));
  process.exit(0);
}
const options = readOptions(process.argv.slice(2));
const chosen = new Set(options.pairs.flat());
if (CANDIDATES.some(({ name, isInstalledApart }) => chosen.has(name) && isInstalledApart)) installPeers();
const { runBench } = await import('./main.mjs');
await runBench(options);
