/** What happened, as an agency writes it down, and the same for the person whom it is about. */
export interface Narrative {
  readonly narrative: string;
  /** Without the names of third parties. */
  readonly narrativeForPerson: string;
}

const REDACTED = '[a third party]';

/** Tells what happened twice: with the name of a third party, and without. Pure. */
export function tellTwice(thirdParty: string, tell: (name: string) => string): Narrative {
  return { narrative: tell(thirdParty), narrativeForPerson: tell(REDACTED) };
}
