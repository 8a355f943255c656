import type { Agency } from '../gateway/access/agency.ts';
import { PURPOSES } from '../gateway/access/agreement.ts';
import type { DevelopmentIdentity } from '../gateway/identity/development-tokens.ts';

/** What `npm run token` is told, as it was typed. */
export interface TokenWish {
  readonly agency: string;
  readonly unit?: string;
  readonly purpose?: string;
  readonly officer?: string;
}

/** Who the token says is asking, or one sentence that lists what could have been typed. */
export type IdentityReading =
  | { readonly ok: true; readonly identity: DevelopmentIdentity }
  | { readonly ok: false; readonly problem: string };

/** The `sub` claim where none is typed. */
const DEFAULT_OFFICER = 'developer';

/** Reads who a development token is for against the agencies that take part. Pure. */
export function readIdentity(wish: TokenWish, agencies: ReadonlyMap<string, Agency>): IdentityReading {
  const agency = agencies.get(wish.agency);
  if (agency === undefined) return refuse('AGENCY', [...agencies.keys()]);
  const { unit, officer = DEFAULT_OFFICER } = wish;
  if (unit !== undefined && !agency.units?.codes.includes(unit)) {
    if (agency.units === undefined)
      return { ok: false, problem: `${agency.id} has no units: leave out --unit.` };
    return refuse(`--unit for ${agency.id} (${agency.units.kind})`, agency.units.codes);
  }
  const purpose = PURPOSES.find((each) => each === wish.purpose);
  if (wish.purpose !== undefined && purpose === undefined) return refuse('--purpose', PURPOSES);
  if (agency.isSubjectAccess && !/^([a-z][a-z0-9-]*:)?[A-Za-z0-9_-]{22}$/.test(officer)) {
    const problem = `For ${agency.id}, --officer must be the id of the person who asks: 22 letters, digits, - or _, or as another agency knows it, dukcapil:ID.`;
    return { ok: false, problem };
  }
  if (!agency.isSubjectAccess && !/^[\w.@-]{1,64}$/.test(officer)) {
    return { ok: false, problem: '--officer must be 1 to 64 letters, digits, ., @, _ or -.' };
  }
  return {
    ok: true,
    identity: {
      agency: agency.id,
      officer,
      ...(unit !== undefined && { unit }),
      ...(purpose !== undefined && { purpose }),
    },
  };
}

function refuse(what: string, choices: readonly string[]): IdentityReading {
  return { ok: false, problem: `${what} must be one of ${choices.join(', ')}.` };
}
