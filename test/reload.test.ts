import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { schemaFolder } from './project-agreements.ts';
import { createCanaryData } from './setup/canary-data.ts';
import { type Federation, startFederation } from './setup/federation.ts';
import { TODAY } from './setup/project-views.ts';

/** A running gateway takes over new files, keeps the last good ones when new ones do not check, and loses no request. */

let folder: string;
let federation: Federation;
const agreement = () => join(folder, 'agreements', 'A2-kp2mi-dki-jakarta.yaml');
const supergraph = () => join(folder, 'supergraph.graphql');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simpul-reload-'));
  await cp(schemaFolder, folder, { recursive: true });
  federation = await startFederation({
    mongodbUri: inject('mongodbUri'),
    databasePrefix: 'reload_',
    documents: createCanaryData().documents,
    environment: {
      SUPERGRAPH: supergraph(),
      AGREEMENTS: join(folder, 'agreements'),
      AGENCIES: join(folder, 'agencies.yaml'),
    },
    now: () => new Date(`${TODAY}T05:00:00Z`),
  });
});
afterAll(async () => {
  await federation.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await cp(join(schemaFolder, 'agreements'), join(folder, 'agreements'), { recursive: true });
  await cp(join(schemaFolder, 'supergraph.graphql'), supergraph());
  await vi.waitFor(async () => expect(await countWorkers()).toBe(1), WITHIN);
});

const WITHIN = { timeout: 15_000, interval: 100 };

async function ask(query = '{ workers(first: 1) { totalCount } }') {
  return await federation.ask({ agency: 'dki-jakarta', purpose: 'TRAINING_MATCH', query });
}

async function countWorkers(): Promise<number | undefined> {
  return (await ask()).data?.workers?.totalCount;
}

async function replace(file: string, change: (text: string) => string): Promise<void> {
  // Written beside and renamed, as careful editors do, so that no half of it is ever read.
  await writeFile(`${file}.new~`, change(await readFile(file, 'utf8')));
  await rename(`${file}.new~`, file);
}

it('an agreement that is suspended gives nothing from then on, and says so', async () => {
  await replace(agreement(), (text) => text.replace('status: signed', 'status: suspended'));
  await vi.waitFor(async () => expect((await ask()).data.workers).toBeNull(), WITHIN);
  const { errors } = await ask();
  expect(errors[0]?.extensions).toMatchObject({ reason: 'SUSPENDED', agreement: 'A2-kp2mi-dki-jakarta' });
});

it('an agreement that is removed gives nothing from then on', async () => {
  await rm(agreement());
  await vi.waitFor(async () => expect((await ask()).data.workers).toBeNull(), WITHIN);
});

it.each([
  ['no YAML', () => ': ['],
  ['a misspelt status', (text: string) => text.replace('status: signed', 'status: singed')],
  ['a placeholder that means nothing', (text: string) => text.replace('$regions', '$region')],
])('a file with %s takes no effect, and the last good set stays', async (_, change) => {
  const before = federation.logLines.length;
  await replace(agreement(), change);
  const said = () => federation.logLines.slice(before).join('');
  await vi.waitFor(() => expect(said()).toContain('the last good ones stay'), WITHIN);
  expect(said()).toContain('A2-kp2mi-dki-jakarta.yaml');
  expect(await countWorkers()).toBe(1);
});

it.each([
  ['suspended', () => replace(agreement(), (text) => text.replace('status: signed', 'status: suspended'))],
  ['removed', () => rm(agreement())],
])('an agreement that is %s gives nothing, even while another file does not check', async (_, takeBack) => {
  await replace(join(folder, 'agreements', 'A3-kp2mi-bawaslu.yaml'), () => ': [');
  await takeBack();
  await vi.waitFor(async () => expect((await ask()).data.workers).toBeNull(), WITHIN);
});

it.each([
  ['that does not load', (text: string) => text.slice(0, text.length / 2)],
  [
    'that frees all of an entity',
    (text: string) => text.replace('type Citizen\n', 'type Citizen\n  @structure\n'),
  ],
])('a supergraph %s takes no effect, and the last good one stays', async (_, change) => {
  const before = federation.logLines.length;
  await replace(supergraph(), change);
  await vi.waitFor(
    () => expect(federation.logLines.slice(before).join('')).toContain('the last good ones stay'),
    WITHIN,
  );
  expect(await countWorkers()).toBe(1);
});

it('a new supergraph is served without a request lost, under load', async () => {
  const hasField = async () => {
    const { data } = await ask('{ __type(name: "Worker") { fields { name } } }');
    return data.__type.fields.some(({ name }: { name: string }) => name === 'education');
  };
  expect(await hasField()).toBe(true);
  let isDone = false;
  const failures: string[] = [];
  let requests = 0;
  const load = Array.from({ length: 4 }, async () => {
    while (!isDone) {
      const answer = await ask('{ workers(first: 1) { totalCount nodes { status citizen { fullName } } } }');
      requests += 1;
      if (answer.data?.workers?.totalCount !== 1 || answer.errors.length > 0) failures.push(answer.text);
    }
  });
  const whole = await readFile(supergraph(), 'utf8');
  const without = whole.replace(/^ {2}education: Education /m, '  schooling: Education ');
  try {
    for (const [text, isShown] of [
      [without, false],
      [whole, true],
      [without, false],
    ] as const) {
      await replace(supergraph(), () => text);
      await vi.waitFor(async () => expect(await hasField()).toBe(isShown), WITHIN);
    }
  } finally {
    isDone = true;
  }
  await Promise.all(load);
  expect(failures).toEqual([]);
  expect(requests).toBeGreaterThan(10);
});
