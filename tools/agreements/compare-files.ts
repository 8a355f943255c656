import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Agreement } from '../../gateway/access/agreement.ts';
import { compareAgreements } from '../../gateway/access/differences/compare-agreements.ts';
import { describeDifferences } from '../../gateway/access/differences/describe-differences.ts';
import type { Difference } from '../../gateway/access/differences/difference.ts';
import { describeFileProblem } from '../../gateway/registry/file-problem.ts';
import { readAgreement } from '../../gateway/registry/read-agreement.ts';

/** What one agreement differs in. */
export interface ComparedAgreement {
  readonly id: string;
  readonly differences: readonly Difference[];
  /** One for each difference. */
  readonly sentences: readonly string[];
}

/** The agreements that differ, in the order of their ids; or why two places cannot be compared. */
export type FilesComparison =
  | { readonly ok: true; readonly agreements: readonly ComparedAgreement[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Compares two agreement files with each other, whatever their names, or the files of two folders by the ids in them.
 * Their shape is checked and nothing else, so that what is compared may be older than the agencies that take part now.
 * An empty file stands for no agreement.
 */
export async function compareFiles(before: string, after: string): Promise<FilesComparison> {
  const [old, now] = await Promise.all([readPlace(before), readPlace(after)]);
  const problems = [old, now].flatMap((place) => (place.ok ? [] : place.problems));
  if (!old.ok || !now.ok) return { ok: false, problems };
  if (old.isFolder !== now.isFolder) {
    const problem = `${before} is a ${old.isFolder ? 'folder' : 'file'} and ${after} is not: compare two files, or two folders.`;
    return { ok: false, problems: [problem] };
  }
  const pairs = old.isFolder
    ? pairById(old.agreements, now.agreements)
    : [[old.agreements[0], now.agreements[0]] as const];
  return {
    ok: true,
    agreements: pairs.flatMap(([was, is]) => {
      const differences = compareAgreements(was, is);
      const id = is?.id ?? was?.id ?? '';
      return differences.length > 0 ? [{ id, differences, sentences: describeDifferences(differences) }] : [];
    }),
  };
}

function pairById(old: readonly Agreement[], now: readonly Agreement[]) {
  const [before, after] = [old, now].map((all) => new Map(all.map((each) => [each.id, each])));
  const ids = new Set([...old, ...now].map(({ id }) => id));
  return [...ids].sort().map((id) => [before?.get(id), after?.get(id)] as const);
}

type Place =
  | { readonly ok: true; readonly isFolder: boolean; readonly agreements: readonly Agreement[] }
  | { readonly ok: false; readonly problems: readonly string[] };

async function readPlace(path: string): Promise<Place> {
  let names: readonly string[] | undefined;
  let isEmpty = false;
  try {
    const found = await stat(path);
    isEmpty = found.size === 0 && (found.isFile() || found.isCharacterDevice());
    if (found.isDirectory())
      names = (await readdir(path)).filter((name) => /^[^.].*\.yaml$/.test(name)).sort();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
    return {
      ok: false,
      problems: [`${path} cannot be read (${code}): check that it is there and who may read it.`],
    };
  }
  if (names?.length === 0) {
    return {
      ok: false,
      problems: [`${path} holds no file whose name ends in .yaml: name a folder of agreements.`],
    };
  }
  if (isEmpty) return { ok: true, isFolder: false, agreements: [] };
  const files = names?.map((name) => join(path, name)) ?? [path];
  const readings = await Promise.all(files.map(readAgreement));
  const problems = readings.flatMap((each) => (each.ok ? [] : each.problems.map(describeFileProblem)));
  if (problems.length > 0) return { ok: false, problems };
  const agreements = readings.flatMap((each) => (each.ok ? [each.agreement] : []));
  const twice = agreements.filter(({ id }, index) => agreements.findIndex((each) => each.id === id) < index);
  if (twice.length > 0) {
    return { ok: false, problems: twice.map(({ id }) => `${path} holds ${id} twice: take one out.`) };
  }
  return { ok: true, isFolder: names !== undefined, agreements };
}
