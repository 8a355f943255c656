import type { Agency, Participants } from '../../access/agency.ts';
import type { Agreement } from '../../access/agreement.ts';
import type { FileProblem } from '../file-problem.ts';

/** What an agreement is held against, beside its own words. */
interface CheckContext {
  /** The file's name without its folder. */
  readonly fileName: string;
  readonly participants: Participants;
  /** True only for benchmarks and audits of foreign graphs, where everything may be given at once. */
  readonly isWildcardAllowed: boolean;
}

/** A problem whose file is named by whoever runs the check. */
export type Finding = Omit<FileProblem, 'file'>;

/** A rule that one agreement keeps or breaks, beyond what its JSON Schema can say. Pure. */
export type AgreementCheck = (agreement: Agreement, context: CheckContext) => readonly Finding[];

/** The agencies that an agreement names by one id; none when nobody has it. */
export function agenciesNamed(participants: Participants, id: string): readonly Agency[] {
  const ids = participants.groups.get(id)?.members ?? [id];
  return ids.flatMap((each) => participants.agencies.get(each) ?? []);
}
