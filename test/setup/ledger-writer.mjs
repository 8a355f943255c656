// A process that writes entries without a pause until it is killed, and says which ones were confirmed to it, a line
// each: `<sequence> <request>`. Its options are the first argument, as JSON; `request` is what its requests begin with.

import { writeSync } from 'node:fs';
import { createLogger } from '../../dist/gateway/http/log.js';
import { openLedger } from '../../dist/gateway/ledger/open-ledger.js';

const { askers, event, request, ...options } = JSON.parse(process.argv[2]);
const logger = createLogger('silent');
const ledger = await openLedger({ ...options, logger });
writeSync(1, 'open\n');

await Promise.all(
  Array.from({ length: askers }, async (_, asker) => {
    for (let round = 0; ; round++) {
      const name = `${request}-${asker}-${round}`;
      const sequence = await ledger.add({ ...event, request: name });
      if (sequence === undefined) await new Promise((done) => setTimeout(done, 5));
      else writeSync(1, `${sequence} ${name}\n`);
    }
  }),
);
