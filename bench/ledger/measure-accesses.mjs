import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'undici';
import { ask } from '../load.mjs';
import { startProcess } from '../processes.mjs';
import { importGateway } from '../simpul/ids.mjs';
import { quantile } from '../statistics.mjs';
import { OFFICERS_QUESTIONS, OWN_ACCESSES } from './questions.mjs';

const PORT = 14_000;
const START_SECONDS = 120;
const WARM_UP = 20;
const TOKEN_MINUTES = 15;
/** The persons whom the most operations are about stand first. */
const SOUGHT = 20;

/**
 * Starts the federation over the store, as `npm start` does, and asks it what persons and officers ask, by one client, one
 * request after the other, each about another person or day.
 *
 * @param options `folder` of keys and data, `uri` of the store, `population`, `requests` of each question, `draw`, and `say`,
 *   which is told a line for each
 */
export async function measureAccesses(root, options) {
  const { folder, uri, population, requests, draw, say } = options;
  const launcher = startProcess([join(root, 'dist/tools/launcher/main.js')], {
    DATA_DIR: folder,
    MONGODB_URI: uri,
    PORT,
    LOG_LEVEL: 'error',
  });
  const client = new Client(`http://127.0.0.1:${PORT}`);
  try {
    await awaitStart(launcher);
    const { signDevelopmentToken } = await importGateway(root, 'identity/development-tokens.js');
    const key = JSON.parse(readFileSync(join(folder, 'keys', 'development.jwk.json'), 'utf8'));
    const askAs = async (asker, purpose, query, variables) => {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${await signDevelopmentToken(key, asker, TOKEN_MINUTES)}`,
        'x-purpose': purpose,
      };
      const body = JSON.stringify({ query, variables });
      const askedAt = performance.now();
      const { text } = await ask(client, headers, body);
      return { ms: performance.now() - askedAt, ...JSON.parse(text) };
    };
    const time = async (name, askOne, isSlowAtFirst) => {
      const times = [];
      let problem;
      for (let count = 0; count < WARM_UP + requests; count++) {
        let answer = await askOne(count);
        // Days are counted once, and whoever asks first is told to ask again.
        while (isSlowAtFirst && answer.errors?.[0]?.extensions?.code === 'SUBGRAPH_UNAVAILABLE') {
          await sleep(200);
          answer = await askOne(count);
        }
        problem ??= answer.errors?.[0];
        if (count >= WARM_UP) times.push(answer.ms);
      }
      times.sort((a, b) => a - b);
      const told = problem ? `; not all were answered: ${JSON.stringify(problem)}` : '';
      const [p50, p99, most] = [quantile(times, 0.5), quantile(times, 0.99), times.at(-1)].map((ms) =>
        ms.toFixed(1),
      );
      say(`${name}: p50 ${p50} ms, p99 ${p99} ms, at most ${most} ms, ${times.length} requests${told}`);
    };

    const { persons, idAt } = population;
    const askOwn = (person) =>
      askAs({ agency: 'citizen', officer: idAt('citizen', person) }, 'SUBJECT_ACCESS', OWN_ACCESSES.text, {});
    await time(OWN_ACCESSES.name, () => askOwn(persons[SOUGHT + draw(persons.length - SOUGHT)]));
    await time(`${OWN_ACCESSES.name} of whom most was read`, (count) => askOwn(persons[count % SOUGHT]));
    for (const { name, text, variables, isSlowAtFirst } of OFFICERS_QUESTIONS) {
      const asker = { agency: 'kp2mi', officer: 'bench' };
      const askOne = () =>
        askAs(asker, 'DATA_PROTECTION', text, variables(draw, idAt('kp2mi', persons[draw(persons.length)])));
      await time(name, askOne, isSlowAtFirst);
    }
  } finally {
    await client.destroy();
    process.kill(launcher.pid, 'SIGTERM');
    await launcher.exited;
  }
}

async function awaitStart(launcher) {
  const deadline = performance.now() + START_SECONDS * 1000;
  while (!launcher.output().includes('Ready in')) {
    if (launcher.hasEnded() || performance.now() > deadline)
      throw new Error(`The federation did not start.\n${launcher.output()}`);
    await sleep(100);
  }
}
