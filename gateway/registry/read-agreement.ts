import { createHash } from 'node:crypto';
import type { Agreement } from '../access/agreement.ts';
import { checkShape } from './check-shape.ts';
import type { FileProblem } from './file-problem.ts';
import { parseYaml, readYaml, type YamlReading } from './read-yaml.ts';
import { toAgreement } from './to-agreement.ts';

/** An agreement whose shape is good, with the text that says it; or all that is wrong with that. */
export type AgreementReading =
  | { readonly ok: true; readonly agreement: Agreement; readonly text: string }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Reads one agreement file, and checks its shape alone. Never rejects. */
export async function readAgreement(file: string): Promise<AgreementReading> {
  const yaml = await readYaml(file);
  return yaml.ok ? shape(yaml, yaml.text, file) : yaml;
}

/** Reads an agreement out of the text of a file, and checks its shape alone. Never throws. @param file names it in problems. */
export function parseAgreement(text: string, file: string): AgreementReading {
  return shape(parseYaml(text, file), text, file);
}

function shape(yaml: YamlReading, text: string, file: string): AgreementReading {
  if (!yaml.ok) return yaml;
  const problems = checkShape('agreement', yaml.value, file);
  if (problems.length > 0) return { ok: false, problems };
  const version = createHash('sha256').update(text).digest('hex');
  return { ok: true, agreement: toAgreement(yaml.value, version), text };
}
