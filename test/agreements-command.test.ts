import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findProjectRoot } from '../gateway/project-root.ts';
import type { RegistrySource } from '../gateway/registry/open-registry.ts';
import { checkAgreements } from '../tools/agreements/check-agreements.ts';
import { compareFiles } from '../tools/agreements/compare-files.ts';

const L4 = 'L4-dukcapil-bawaslu';
const committed = join(findProjectRoot(), 'schema/agreements');
const committedText = readFileSync(join(committed, `${L4}.yaml`), 'utf8');

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'agreements-'));
});
afterEach(() => rmSync(work, { recursive: true }));

/** Writes L4, with something in it replaced that has to be there, into a folder of its own. @returns its path. */
function changed(from: string, to: string, folder = 'changed'): string {
  const text = committedText.replace(from, to);
  if (text === committedText) throw new Error(`Nothing in ${L4} is ${from}.`);
  mkdirSync(join(work, folder), { recursive: true });
  const file = join(work, folder, `${L4}.yaml`);
  writeFileSync(file, text);
  return file;
}

/** The folder of the committed agreements, in which L4 can be replaced. */
function copyOfAll(): string {
  const folder = join(work, 'all');
  cpSync(committed, folder, { recursive: true });
  return folder;
}

describe('diff', () => {
  test('tells what a file of an agreement changes', () => {
    const file = changed('birthDate: ageOnPollingDay', 'birthDate: year');
    expect(run('diff', join(committed, `${L4}.yaml`), file)).toEqual({
      status: 0,
      stdout: `${L4}\n  Clause identity: Bawaslu has \`Citizen.birthDate\` masked to the year instead of masked to the age on polling day.\n`,
      stderr: '',
    });
  });

  test('tells of folders agreement by agreement, of those that differ', () => {
    const folder = copyOfAll();
    changed('retention: P1Y', 'retention: P30D', 'all');
    rmSync(join(folder, 'P-training-everyone.yaml'));
    const { status, stdout } = run('diff', committed, folder);
    expect(status).toBe(0);
    expect(stdout.split('\n\n').map((part) => part.split('\n').slice(0, 2))).toEqual([
      [
        L4,
        '  Clause identity: what is read may be kept for 30 days; before, what is read may be kept for 1 year.',
      ],
      ['P-training-everyone', '  Pemda no longer gives to Everyone: "Everyone reads counts of training".'],
    ]);
  });

  test('says so where nothing differs, in comments and layout alone', () => {
    const file = changed('id: L4', '# A comment.\nid:   L4');
    const { status, stdout } = run('diff', join(committed, `${L4}.yaml`), file);
    expect(status).toBe(0);
    expect(stdout).toBe('They give the same to the same, on the same terms.\n');
  });

  test('takes an empty file for no agreement', () => {
    writeFileSync(join(work, 'none.yaml'), '');
    const { stdout } = run('diff', join(work, 'none.yaml'), join(committed, `${L4}.yaml`));
    expect(stdout).toContain('Dukcapil gives to Bawaslu: "Bawaslu checks persons on the voter list');
  });

  test('prints data where they are asked for', () => {
    const file = changed('nik: nik4', 'nik: last4');
    const { stdout } = run('diff', '--json', join(committed, `${L4}.yaml`), file);
    expect(JSON.parse(stdout)).toEqual({
      agreements: [
        {
          id: L4,
          differences: [
            {
              kind: 'masks',
              of: {
                clause: 'identity',
                provider: 'dukcapil',
                consumer: 'bawaslu',
                holder: 'agency',
                isSigned: true,
              },
              coordinates: ['Citizen.nik'],
              before: 'nik4',
              after: 'last4',
            },
          ],
          sentences: [
            'Clause identity: Bawaslu has `Citizen.nik` masked to the last four characters instead of masked to the first four digits.',
          ],
        },
      ],
    });
  });

  test('says what keeps it from comparing', async () => {
    const problemsOf = async (before: string, after: string) => {
      const comparison = await compareFiles(before, after);
      return comparison.ok ? [] : comparison.problems;
    };
    const file = join(committed, `${L4}.yaml`);
    const misshapen = changed('status: signed', 'status: active');
    expect(run('diff', file, join(work, 'nowhere.yaml'))).toEqual({
      status: 1,
      stdout: '',
      stderr: `agreements: ${work}/nowhere.yaml cannot be read (ENOENT): check that it is there and who may read it.\n`,
    });
    expect(await problemsOf(file, misshapen)).toEqual([
      expect.stringContaining('status: expected one of signed, proposed, suspended, ended; came "active".'),
    ]);
    expect(await problemsOf(file, committed)).toEqual([
      expect.stringContaining('compare two files, or two folders.'),
    ]);
    mkdirSync(join(work, 'empty'));
    expect(await problemsOf(committed, join(work, 'empty'))).toEqual([
      expect.stringContaining('holds no file whose name ends in .yaml'),
    ]);
    const twice = copyOfAll();
    writeFileSync(join(twice, 'another.yaml'), committedText);
    expect(await problemsOf(committed, twice)).toEqual([`${twice} holds ${L4} twice: take one out.`]);
  });
});

describe('check', () => {
  const schema = join(committed, '..');
  const check = (folder: string, files: Partial<RegistrySource> = {}) =>
    checkAgreements({
      agreementsFolder: folder,
      agenciesFile: join(schema, 'agencies.yaml'),
      supergraphFile: join(schema, 'supergraph.graphql'),
      ...files,
    });

  test('finds nothing wrong with the agreements of this project', () => {
    expect(run('check')).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([
    ['a status that there is not', 'status: signed', 'status: active', 'came "active". Use one of these.'],
    ['a party that does not take part', 'consumer: bawaslu', 'consumer: panwaslu', 'came "panwaslu".'],
    ['a field that the graph does not have', 'fullName, sex', 'fullName, gender', 'has no Citizen.gender'],
    [
      'a mask that does not fit',
      'maritalStatus: everMarried',
      'maritalStatus: last3',
      'does not fit Citizen.maritalStatus',
    ],
  ])('finds %s', async (_, from, to, problem) => {
    const folder = copyOfAll();
    changed(from, to, 'all');
    expect((await check(folder)).problems).toEqual([expect.stringContaining(problem)]);
  });

  test('finds rows that contradict those of another agreement', async () => {
    const folder = copyOfAll();
    const other = committedText
      .replace(`id: ${L4}`, 'id: X-dukcapil-bawaslu')
      .replace('op: eq', 'op: startsWith');
    writeFileSync(join(folder, 'X-dukcapil-bawaslu.yaml'), other);
    expect((await check(folder)).problems).toEqual([expect.stringContaining('clauses[0].rows.Citizen')]);
    expect(run('check', folder)).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^agreements: .*rows.Citizen.*\nagreements: One problem in .*\.\n$/),
    });
  });

  test('finds what a subgraph has to be sent and nobody agreed to', async () => {
    const text = readFileSync(join(schema, 'supergraph.graphql'), 'utf8');
    const requiring = text
      .replace(
        'worker: Worker @join__field(graph: MINISTRY)',
        'worker: Worker @join__field(graph: MINISTRY, requires: "nik")',
      )
      .replace(
        'nik: NIK @join__field(graph: CIVIL)',
        'nik: NIK @join__field(graph: CIVIL) @join__field(graph: MINISTRY, external: true)',
      );
    const supergraphFile = join(work, 'supergraph.graphql');
    writeFileSync(supergraphFile, requiring);
    expect((await check(committed, { supergraphFile })).problems).toEqual([
      expect.stringContaining('Citizen.worker requires Citizen.nik'),
    ]);
  });

  test('says what it cannot read', async () => {
    const nowhere = join(work, 'nowhere');
    const { problems } = await check(nowhere, { agenciesFile: join(work, 'nobody.yaml') });
    expect(problems).toEqual([
      expect.stringContaining('nobody.yaml: expected a file that can be read; came ENOENT.'),
    ]);
    expect((await check(nowhere)).problems).toEqual([
      expect.stringContaining(`${nowhere}: expected a folder of agreements; came ENOENT.`),
    ]);
  });

  test('of an empty folder says that nothing is given', () => {
    mkdirSync(join(work, 'empty'));
    expect(run('check', join(work, 'empty'))).toEqual({
      status: 0,
      stdout: `${work}/empty holds no agreements: nothing is given.\n`,
      stderr: '',
    });
  });
});

test.each([[[]], [['diff', 'one']], [['compare']], [['check', '--strict']]])(
  'called with %j, it says how',
  (args) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/Usage|error:/);
  },
);

function run(...args: readonly string[]) {
  const program = join(findProjectRoot(), 'dist/tools/agreements/main.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}
