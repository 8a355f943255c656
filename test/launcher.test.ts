import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { findFreePorts, startStubFederation } from './stub-federation.ts';

const DIES_AT_START = 'process.exit(7);';

test('one line says that it is ready, and the commands below it carry its port', async () => {
  const { port, output, printed } = await startStubFederation();
  await printed(/Ctrl-C stops/);
  expect(output().match(/^Ready.*$/gm)).toEqual([
    expect.stringMatching(
      new RegExp(`^Ready in [\\d.]+ s: the explorer is at http://127\\.0\\.0\\.1:${port}/$`),
    ),
  ]);
  expect(output()).toMatch(
    /^ {2}TOKEN=\$\(DATA_DIR='.*' npm run --silent token -- kp2mi --purpose PROTECTION_CASE\)$/m,
  );
  const curls = output().match(/^ {2}curl .*$/gm) ?? [];
  expect(curls).toHaveLength(2);
  for (const curl of curls) {
    expect(curl).toContain(`http://127.0.0.1:${port}/graphql`);
    expect(JSON.parse(/-d '([^']*)'$/.exec(curl)?.[1] ?? '')).toEqual({
      query: expect.stringContaining('workers'),
    });
  }
});

test('it says which store it uses, without its password, and who gets development tokens', async () => {
  const { output, printed } = await startStubFederation();
  await printed(/^Ready/m);
  expect(output()).toContain('MongoDB at db.example:27017.');
  expect(output()).not.toContain('hidden');
  expect(output()).toContain('Development tokens are handed out on loopback only');
});

test('the processes are told where they listen and what they need, and not more', async () => {
  const { port, printed, ask, notes } = await startStubFederation({
    CITIZENS: '500',
    SEED: '7',
    DATABASE: 'mine',
  });
  await printed(/^Ready/m);
  expect(notes()).toEqual(['generator --citizens 500 --seed 7 --if-empty']);
  const gateway = JSON.parse((await ask(port, '/environment')) ?? '');
  expect(gateway).toMatchObject({ EXPLORER: 'on', ANONYMOUS_AGENCY: 'public', LOG_LEVEL: 'warn' });
  expect(gateway.SUBGRAPH_URLS).toContain(`training=http://127.0.0.1:${port + 4}/graphql`);
  expect(gateway.GRANT_KEY).toMatch(/keys\/grant\.jwk\.json$/);
  expect(gateway.ID_KEYS).toMatch(/keys\/ids\.json$/);
  expect(gateway.DEVELOPMENT_KEY).toMatch(/keys\/development\.jwk\.json$/);
  const training = JSON.parse((await ask(port + 4, '/environment')) ?? '');
  expect(training).toMatchObject({ MONGODB_URI: expect.stringContaining('db.example'), HOST: '127.0.0.1' });
  expect(training.GRANT_JWKS).toMatch(/keys\/grant\.jwks\.json$/);
  expect(training.SECRET_FILE).toMatch(/keys\/subgraph-training\.secret$/);
  for (const secret of ['GRANT_KEY', 'ID_KEYS', 'DEVELOPMENT_KEY', 'DATABASE'])
    expect(training).not.toHaveProperty(secret);
});

test('an address that others reach gets no development tokens', async () => {
  const { port, printed, output, ask } = await startStubFederation({ HOST: '0.0.0.0' });
  await printed(/^Ready/m);
  expect(output()).toContain('development tokens are neither handed out nor believed');
  expect(output()).not.toContain('npm run --silent token');
  const gateway = JSON.parse((await ask(port, '/environment')) ?? '');
  expect(gateway).not.toHaveProperty('DEVELOPMENT_KEY');
  expect(gateway).not.toHaveProperty('DEVELOPMENT_JWKS');
});

test('a subgraph that dies is started again, and both are told', async () => {
  const { port, printed, ask } = await startStubFederation();
  await printed(/^Ready/m);
  const before = await ask(port + 4);
  await ask(port + 4, '/die');
  await printed(/^training died \(exit code 3\); it is started again in 0\.5 s\.$/m);
  await printed(/^training is back\.$/m);
  expect(await ask(port + 4)).not.toBe(before);
  await ask(port + 4, '/die');
  await printed(/^training died \(exit code 3\); it is started again in 1 s\.$/m);
});

test('a gateway that is killed is started again, and the signal is told', async () => {
  const { port, printed, ask } = await startStubFederation();
  await printed(/^Ready/m);
  process.kill(Number(await ask(port)), 'SIGKILL');
  await printed(/^gateway died \(signal SIGKILL\)/m);
  await printed(/^gateway is back\.$/m);
  expect(await ask(port)).toBeDefined();
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s stops the gateway, then the subgraphs, and ends with 0',
  async (signal) => {
    const { launcher, printed, notes, ended } = await startStubFederation();
    await printed(/^Ready/m);
    launcher.kill(signal);
    expect(await ended()).toBe(0);
    const [, ...stops] = notes();
    expect(stops.slice(0, 2)).toEqual(['gateway stopping', 'gateway stopped']);
    expect(stops.slice(2, 10).every((note) => note.endsWith('stopping'))).toBe(true);
    expect(stops.slice(10)).toHaveLength(8);
  },
);

test('Ctrl-C in a terminal reaches the launcher alone, and once though npm repeats it', async () => {
  const { launcher, printed, notes, ended } = await startStubFederation();
  await printed(/^Ready/m);
  process.kill(-(launcher.pid ?? 0), 'SIGINT');
  await printed(/Ctrl-C again/);
  launcher.kill('SIGINT');
  expect(await ended()).toBe(0);
  expect(notes().filter((note) => note.endsWith('SIGINT'))).toEqual([]);
  expect(notes().filter((note) => note.endsWith('stopped'))).toHaveLength(9);
});

test('a second Ctrl-C ends everything at once', async () => {
  const { port, launcher, printed, ask, ended } = await startStubFederation({ STUB_HANGS: 'gateway' });
  await printed(/^Ready/m);
  launcher.kill('SIGINT');
  await printed(/Ctrl-C again/);
  await sleep(1_100);
  launcher.kill('SIGINT');
  expect(await ended()).toBe(130);
  await expectSilence(port, ask);
});

test('no process outlives a launcher that is killed', async () => {
  const { port, launcher, printed, ask, ended } = await startStubFederation();
  await printed(/^Ready/m);
  launcher.kill('SIGKILL');
  await ended();
  await expectSilence(port, ask);
});

test('ports that are taken are named with a way out, and nothing is started', async () => {
  const taken = (await findFreePorts(9)) + 1;
  const blocker = createServer().listen(taken, '127.0.0.1');
  await once(blocker, 'listening');
  const { output, ended, notes } = await startStubFederation({ PORT: String(taken - 1) });
  expect(await ended()).toBe(1);
  blocker.close();
  const way = 'Stop what listens there, or choose other ports: PORT=\\d+ npm start';
  expect(output()).toMatch(new RegExp(`^Port ${taken} \\(civil\\): taken\\. ${way}\n$`));
  expect(notes()).toEqual([]);
});

test('an address that is not of this machine is told', async () => {
  const { output, ended } = await startStubFederation({ HOST: '192.0.2.1' });
  expect(await ended()).toBe(1);
  expect(output()).toMatch(
    /^Port \d+ \(gateway\): nothing can listen on 192\.0\.2\.1 .* Set HOST to an address of this machine\.\n$/,
  );
});

test('a process that dies before all are ready ends the start and is named', async () => {
  const { port, output, ended, ask } = await startStubFederation(
    {},
    { 'subgraphs/consular/main.js': DIES_AT_START },
  );
  expect(await ended()).toBe(1);
  expect(output()).toMatch(/^consular did not start \(exit code 7\): why stands above\.$/m);
  expect(output()).not.toMatch(/^Ready/m);
  await expectSilence(port, ask);
});

test('data that cannot be generated end the start', async () => {
  const { output, ended } = await startStubFederation({}, { 'tools/generator/main.js': DIES_AT_START });
  expect(await ended()).toBe(1);
  expect(output()).toContain('The data could not be generated; why stands above.');
});

test('it can be stopped while data are generated', async () => {
  const generator = 'console.log("generating"); setTimeout(() => {}, 60_000);';
  const { launcher, printed, ended } = await startStubFederation(
    {},
    { 'tools/generator/main.js': generator },
  );
  await printed(/generating/);
  launcher.kill('SIGTERM');
  expect(await ended()).toBe(0);
});

test('everything that is wrong with the environment is told at once, without its values', async () => {
  const { output, ended } = await startStubFederation({
    PORT: '65535',
    CITIZENS: 'many',
    MONGODB_URI: 'postgres://hidden',
    LOG_LEVEL: 'loud',
  });
  expect(await ended()).toBe(2);
  expect(output().trim().split('\n')).toEqual([
    'PORT must be a whole number from 1 to 65527.',
    'MONGODB_URI must be a connection string that begins with mongodb:// or mongodb+srv://.',
    'CITIZENS must be a whole number from 300 to 4500000.',
    'LOG_LEVEL must be one of info, debug, warn, error, silent.',
  ]);
});

/** Nothing listens on any of the nine ports, within a second. */
async function expectSilence(
  port: number,
  ask: (port: number) => Promise<string | undefined>,
): Promise<void> {
  const ports = Array.from({ length: 9 }, (_, index) => port + index);
  const answers = async () =>
    (await Promise.all(ports.map((each) => ask(each)))).filter((each) => each !== undefined);
  await expect.poll(answers, { timeout: 1_000 }).toEqual([]);
}
