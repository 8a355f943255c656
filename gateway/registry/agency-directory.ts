import type { Participants } from '../access/agency.ts';
import type { Purpose } from '../access/agreement.ts';
import type { Issuer } from '../identity/verify-token.ts';

/** All that the agencies file says. */
export interface AgencyDirectory {
  readonly participants: Participants;
  /** Purpose to what it means; a purpose that the file leaves out is absent. */
  readonly purposes: ReadonlyMap<Purpose, PurposeSentence>;
  /** Whose tokens count, in the order of the file. */
  readonly issuers: readonly Issuer[];
  /** Other names under which texts speak of an agency, to its id. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Agency id to the mailbox of its data-protection officer. */
  readonly dataProtectionContacts: ReadonlyMap<string, string>;
}

/** What a purpose means, as one sentence in each language. */
export interface PurposeSentence {
  readonly en: string;
  /** In Indonesian. */
  readonly id: string;
}
