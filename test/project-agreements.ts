import { join } from 'node:path';
import type { Agreement, Clause, Holder, Mask, Purpose } from '../gateway/access/agreement.ts';
import { consumerNames } from '../gateway/access/question.ts';
import { findProjectRoot } from '../gateway/project-root.ts';
import type { AgencyDirectory } from '../gateway/registry/agency-directory.ts';
import { describeFileProblem } from '../gateway/registry/file-problem.ts';
import { loadAgencies } from '../gateway/registry/load-agencies.ts';
import { loadAgreements } from '../gateway/registry/load-agreements.ts';

/** The folder of the files that this project publishes. */
export const schemaFolder: string = join(findProjectRoot(), 'schema');

/** Reads the project's agencies file, or throws with all that is wrong with it. */
export async function readProjectAgencies(): Promise<AgencyDirectory> {
  const reading = await loadAgencies(join(schemaFolder, 'agencies.yaml'));
  if (!reading.ok) throw new Error(reading.problems.map(describeFileProblem).join('\n'));
  return reading.directory;
}

/** Reads the project's agreements, or throws with all that is wrong with them. */
export async function readProjectAgreements(directory: AgencyDirectory): Promise<readonly Agreement[]> {
  const folder = join(schemaFolder, 'agreements');
  const reading = await loadAgreements({ folder, participants: directory.participants });
  if (!reading.ok) throw new Error(reading.problems.map(describeFileProblem).join('\n'));
  return reading.agreements;
}

/** Somebody who asks for something, as far as agreements tell such people apart. */
export interface Asker {
  readonly agency: string;
  readonly holder: Holder;
  readonly purpose: Purpose;
}

/** A clause with the agreement that it stands in. */
export interface StandingClause {
  readonly agreement: Agreement;
  readonly clause: Clause;
}

/** The clauses of signed agreements that hold for somebody, whatever the day. */
export function clausesFor(
  agreements: readonly Agreement[],
  { participants }: AgencyDirectory,
  { agency, holder, purpose }: Asker,
): readonly StandingClause[] {
  const consumer = participants.agencies.get(agency);
  if (!consumer) throw new Error(`No agency is called ${agency}.`);
  const names = consumerNames(participants, consumer);
  return agreements
    .filter((agreement) => agreement.status === 'signed' && names.has(agreement.consumer))
    .flatMap((agreement) => agreement.clauses.map((clause) => ({ agreement, clause })))
    .filter(({ clause }) => clause.holder === holder && clause.purposes.includes(purpose));
}

/** What clauses give of a field: whole, under a mask, or not at all. */
export function givenOf(
  clauses: readonly StandingClause[],
  type: string,
  field: string,
): 'ALLOW' | 'DENY' | { readonly mask: Mask } {
  if (clauses.some(({ clause }) => clause.allow.get(type)?.includes(field))) return 'ALLOW';
  const masks = clauses.flatMap(({ clause }) => clause.mask.get(type)?.get(field) ?? []);
  return masks[0] === undefined ? 'DENY' : { mask: masks[0] };
}
