import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { importGateway } from '../simpul/ids.mjs';

/** The agency that persons are read of. */
const REGISTER = 'dukcapil';

/**
 * Generates the persons of the demo, unless the store has them.
 *
 * @returns ids of all of them as the ledger knows them, and what gives the form that another agency knows
 */
export async function readPopulation(root, uri, connection, idKeysFile) {
  execFileSync(process.execPath, [join(root, 'dist/tools/generator/main.js'), '--if-empty'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, MONGODB_URI: uri, ID_KEYS: idKeysFile },
  });
  const [{ readIdKeys }, { createPairwiseIds }, { LEDGER_AGENCY }] = await Promise.all([
    importGateway(root, 'execution/id-keys.js'),
    importGateway(root, 'execution/pairwise-ids.js'),
    importGateway(root, 'ledger/ledger-agency.js'),
  ]);
  const reading = await readIdKeys('ID_KEYS', idKeysFile);
  if (!reading.ok) throw new Error(reading.problem);
  const ids = createPairwiseIds(reading.keys);
  const citizens = await connection
    .useDb('simpul_civil')
    .collection('citizens')
    .find({}, { projection: { _id: 1 } })
    .sort({ _id: 1 })
    .toArray();
  const translate = (from, to, known) => ids.conceal(to, ids.reveal(from, known));
  return {
    persons: translate(
      REGISTER,
      LEDGER_AGENCY,
      citizens.map(({ _id }) => _id),
    ),
    idAt: (agency, person) => translate(LEDGER_AGENCY, agency, [person])[0],
  };
}
