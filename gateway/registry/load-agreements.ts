import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Participants } from '../access/agency.ts';
import type { Agreement } from '../access/agreement.ts';
import { AGREEMENT_CHECKS } from './checks/agreement-checks.ts';
import { findRowConflicts } from './checks/find-row-conflicts.ts';
import type { FileProblem } from './file-problem.ts';
import { readAgreement } from './read-agreement.ts';

/** Where the agreements are, and what they are held against. */
export interface AgreementsSource {
  readonly folder: string;
  readonly participants: Participants;
  /** Whether `"*": ["*"]` may give everything that a provider has. Default: no. */
  readonly isWildcardAllowed?: boolean;
}

/** All agreements of a folder, by id; or all that is wrong with it. What is new takes effect as a whole or not at all. */
export type AgreementsReading =
  | { readonly ok: true; readonly agreements: readonly Agreement[]; readonly texts: AgreementTexts }
  | {
      readonly ok: false;
      readonly problems: readonly FileProblem[];
      /** What can be told of the folder all the same; undefined when it cannot be listed. */
      readonly remains: FolderRemains | undefined;
    };

/** What a folder holds, of which not everything checks. */
export interface FolderRemains {
  /** Ids of all files that are there. */
  readonly present: ReadonlySet<string>;
  /** The agreements whose own file checks. */
  readonly sound: readonly Agreement[];
  readonly texts: AgreementTexts;
}

/** Version of an agreement to the text of its file. */
export type AgreementTexts = ReadonlyMap<string, string>;

/** Reads every agreement of a folder. Never rejects: whatever is wrong is a problem, and all are told together. */
export async function loadAgreements(source: AgreementsSource): Promise<AgreementsReading> {
  const { folder, participants, isWildcardAllowed = false } = source;
  const listing = await listFiles(folder);
  const agreements: Agreement[] = [];
  const sound: Agreement[] = [];
  const texts = new Map<string, string>();
  const problems: FileProblem[] = [...listing.problems];
  for (const file of listing.files) {
    const reading = await readAgreement(file);
    if (!reading.ok) {
      problems.push(...reading.problems);
      continue;
    }
    const { agreement, text } = reading;
    agreements.push(agreement);
    texts.set(agreement.version, text);
    const context = { fileName: basename(file), participants, isWildcardAllowed };
    const findings = AGREEMENT_CHECKS.flatMap((check) => check(agreement, context));
    problems.push(...findings.map((finding) => ({ file, ...finding })));
    if (findings.length === 0) sound.push(agreement);
  }
  for (const { agreement, finding } of findRowConflicts(agreements, participants)) {
    problems.push({ file: join(folder, `${agreement}.yaml`), ...finding });
  }
  if (problems.length === 0) return { ok: true, agreements, texts };
  const present = new Set(listing.files.map((file) => basename(file, '.yaml')));
  return { ok: false, problems, remains: listing.isListed ? { present, sound, texts } : undefined };
}

interface Listing {
  readonly isListed: boolean;
  readonly files: readonly string[];
  readonly problems: readonly FileProblem[];
}

/**
 * Lists agreement files by name. Hidden names are left alone (editors' and mounted volumes' own), and so is
 * whatever is no data file; one that looks as if somebody meant it to count, and would not, is a problem.
 */
async function listFiles(folder: string): Promise<Listing> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch (error) {
    const came = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
    const remedy = 'Check that the folder is there and who may read it.';
    return {
      isListed: false,
      files: [],
      problems: [{ file: folder, path: '', expected: 'a folder of agreements', came, remedy }],
    };
  }
  const strays = names.filter((name) => /\.(yml|json)$/i.test(name));
  return {
    isListed: true,
    files: names.filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name)),
    problems: strays.map((name) => ({
      file: join(folder, name),
      path: '',
      expected: 'a name that ends in .yaml',
      came: `"${name}"`,
      remedy: 'Rename it, or move it elsewhere.',
    })),
  };
}
