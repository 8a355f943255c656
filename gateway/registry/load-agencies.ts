import type { AgenciesDocument } from './agencies-document.ts';
import type { AgencyDirectory } from './agency-directory.ts';
import { checkShape } from './check-shape.ts';
import { checkAgencies } from './checks/check-agencies.ts';
import type { FileProblem } from './file-problem.ts';
import { readYaml } from './read-yaml.ts';
import { toAgencyDirectory } from './to-agency-directory.ts';

/** What the agencies file says, or all that is wrong with it. */
export type AgenciesReading =
  | { readonly ok: true; readonly directory: AgencyDirectory }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Reads the agencies file. Never rejects: whatever is wrong is a problem, and all are told together. */
export async function loadAgencies(file: string): Promise<AgenciesReading> {
  const yaml = await readYaml(file);
  if (!yaml.ok) return yaml;
  const misshapen = checkShape('agencies', yaml.value, file);
  if (misshapen.length > 0) return { ok: false, problems: misshapen };
  const document = yaml.value as AgenciesDocument;
  const findings = checkAgencies(document);
  return findings.length > 0
    ? { ok: false, problems: findings.map((finding) => ({ file, ...finding })) }
    : { ok: true, directory: toAgencyDirectory(document, file) };
}
