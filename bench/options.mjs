import { parseArgs } from 'node:util';
import { CANDIDATES, PAIRS } from './candidates.mjs';
import { QUERIES } from './queries.mjs';

const USAGE = `npm run bench -- [options]
  --only deep|wide          one of the two queries
  --candidates a,b          these gateways only (${CANDIDATES.map(({ name }) => name).join(', ')})
  --quick                   a first impression: two short rounds
  --smoke                   proves that it runs: half a second each, no figures to quote
  --rounds N --seconds S    how often, and how long, each gateway of a pair is loaded
  --clients N               how many ask at once (16)`;

const TEMPOS = {
  full: { rounds: 3, seconds: 2, warmUpSeconds: 3 },
  quick: { rounds: 2, seconds: 2, warmUpSeconds: 2 },
  smoke: { rounds: 1, seconds: 0.5, warmUpSeconds: 0.2 },
};

/** Reads the command line; ends the process with a sentence when it says something else. */
export function readOptions(parameters) {
  let values;
  try {
    ({ values } = parseArgs({
      args: parameters,
      options: {
        only: { type: 'string' },
        candidates: { type: 'string' },
        quick: { type: 'boolean' },
        smoke: { type: 'boolean' },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        clients: { type: 'string', default: '16' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    refuse(error.message);
  }
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    process.exit(0);
  }
  const tempo = TEMPOS[values.smoke ? 'smoke' : values.quick ? 'quick' : 'full'];
  const chosen = values.candidates?.split(',') ?? CANDIDATES.map(({ name }) => name);
  const unknown = chosen.find((name) => !CANDIDATES.some((each) => each.name === name));
  if (unknown !== undefined) refuse(`there is no gateway "${unknown}"`);
  const queries = QUERIES.filter(({ name }) => (values.only ?? name) === name);
  if (queries.length === 0) refuse(`there is no query "${values.only}"`);
  const pairs = PAIRS.filter((pair) => pair.every((name) => chosen.includes(name)));
  if (pairs.length === 0)
    refuse('these gateways make no pair: name stock, or hive-rust or hand-written, and another');
  return {
    queries,
    pairs,
    clients: readNumber('clients', values.clients),
    rounds: readNumber('rounds', values.rounds ?? tempo.rounds),
    seconds: readNumber('seconds', values.seconds ?? tempo.seconds),
    warmUpSeconds: tempo.warmUpSeconds,
    isWhole: tempo === TEMPOS.full && !values.only && !values.candidates && !values.rounds && !values.seconds,
  };
}

function readNumber(name, text) {
  const number = Number(text);
  if (!(number > 0 && number <= 1_000)) refuse(`--${name} must be a number from 1 to 1000`);
  return number;
}

function refuse(sentence) {
  process.stderr.write(`bench: ${sentence}\n${USAGE}\n`);
  process.exit(2);
}
