import { cp, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type AgreementsReading, loadAgreements } from '../gateway/registry/load-agreements.ts';
import { watchFiles } from '../gateway/registry/watch-files.ts';
import { readProjectAgencies, schemaFolder } from './project-agreements.ts';

const { participants } = await readProjectAgencies();

let folder: string;
let readings: AgreementsReading[];
let stop: () => void;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agreements-'));
  await cp(join(schemaFolder, 'agreements'), folder, { recursive: true });
  readings = [];
  stop = await watchFiles({
    paths: [folder],
    settleMs: 20,
    onError: (error) => {
      throw error;
    },
    onChange: async () => {
      readings.push(await loadAgreements({ folder, participants }));
    },
  });
});
afterEach(async () => {
  stop();
  await rm(folder, { recursive: true });
});

/** A busy machine takes its time. */
const eventually = (claim: () => void) => vi.waitFor(claim, { timeout: 10_000 });

const last = () => readings.at(-1);
const statusOf = (reading: AgreementsReading | undefined, id: string) =>
  reading?.ok ? reading.agreements.find((agreement) => agreement.id === id)?.status : undefined;

it('a folder is read again when an agreement is suspended, removed, broken and restored', async () => {
  const file = join(folder, 'A3-kp2mi-bawaslu.yaml');
  const text = await readFile(file, 'utf8');

  await writeFile(file, text.replace('status: signed', 'status: suspended'));
  await eventually(() => expect(statusOf(last(), 'A3-kp2mi-bawaslu')).toBe('suspended'));

  await unlink(file);
  await eventually(() => expect(last()?.ok && statusOf(last(), 'A3-kp2mi-bawaslu') === undefined).toBe(true));

  await writeFile(file, text.replace('status: signed', 'status: sined'));
  await eventually(() =>
    expect(last()).toMatchObject({ ok: false, problems: [{ file, path: 'status', came: '"sined"' }] }),
  );

  await writeFile(file, text);
  await eventually(() => expect(statusOf(last(), 'A3-kp2mi-bawaslu')).toBe('signed'));
});
