import type { Purpose } from '../access/agreement.ts';
import type { PurposeSentence } from './agency-directory.ts';

/** An agencies file after its shape was checked. `schema/agencies.schema.json` says what each part means. */
export interface AgenciesDocument {
  readonly agencies: Readonly<Record<string, AgencyDocument>>;
  readonly groups?: Readonly<Record<string, GroupDocument>>;
  readonly providers: Readonly<Record<string, string>>;
  readonly purposes?: Readonly<Partial<Record<Purpose, PurposeSentence>>>;
  readonly issuers?: readonly IssuerDocument[];
}

/** One agency of the file. */
export interface AgencyDocument {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly dataProtectionContact: string;
  readonly units?: { readonly kind: string; readonly codes: readonly string[] };
  readonly regions?: readonly string[];
  readonly subjectAccess?: boolean;
}

/** One group of the file. */
export interface GroupDocument {
  readonly name: string;
  readonly members: 'all' | readonly string[];
}

/** One issuer of the file. */
interface IssuerDocument {
  readonly issuer: string;
  readonly jwks: string;
  readonly agencies: readonly string[];
}
