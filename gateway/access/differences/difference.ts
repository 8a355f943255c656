import type { Holder, LegalBasis, Limits, Mask, Purpose, RowRule, Stage } from '../agreement.ts';

/** What is new, and what is no longer so. */
export type Direction = 'gained' | 'lost';

/** Row types with their rules, in the order of the types. */
export type TypedRows = readonly (readonly [type: string, rule: RowRule])[];

/** A clause, by who gives what it gives to whom. */
export interface ClauseParties {
  readonly clause: string;
  readonly provider: string;
  readonly consumer: string;
  readonly holder: Holder;
  /** False where the agreement is not signed, and gives nothing until it is. */
  readonly isSigned: boolean;
}

/** A clause with what else bounds what it gives: as it stands for what is gained, as it stood for what is lost. */
export interface ClauseTerms extends ClauseParties {
  /** In order. */
  readonly purposes: readonly Purpose[];
  readonly rows: TypedRows;
  /** Last day of the agreement, or of the clause's stages where those end before: `YYYY-MM-DD`. */
  readonly until: string;
}

/** Parts of an agreement that are one text each. */
export const DETAILS = [
  'id',
  'title',
  'provider',
  'consumer',
  'status',
  'validFrom',
  'validUntil',
  'contact',
] as const;
export type Detail = (typeof DETAILS)[number];

/** What two agreements differ in, as plain data; null stands for what is not there. */
export type Difference =
  /** The agreement as a whole. */
  | {
      readonly kind: 'agreement';
      readonly change: Direction;
      readonly details: Readonly<Record<Detail, string>>;
      readonly basis: readonly LegalBasis[];
    }
  | { readonly kind: 'detail'; readonly part: Detail; readonly before: string; readonly after: string }
  | { readonly kind: 'basis'; readonly change: Direction; readonly basis: LegalBasis }
  /** A clause as a whole; what it gives is told by itself. */
  | ({ readonly kind: 'clause'; readonly change: Direction; readonly of: ClauseParties } & SingleTerms)
  /** A clause has another id and says the same. */
  | { readonly kind: 'clause-id'; readonly before: string; readonly after: string }
  /** Where two clauses give the same, the first one's limits hold. Ids of the clauses that are in both. */
  | { readonly kind: 'order'; readonly before: readonly string[]; readonly after: readonly string[] }
  /** Fields, whole or under one mask. */
  | {
      readonly kind: 'fields';
      readonly change: Direction;
      readonly terms: ClauseTerms;
      readonly mask: Mask | null;
      readonly coordinates: readonly string[];
    }
  /** Fields that are given in both, otherwise: null is whole. */
  | {
      readonly kind: 'masks';
      readonly of: ClauseParties;
      readonly coordinates: readonly string[];
      readonly before: Mask | null;
      readonly after: Mask | null;
    }
  | {
      readonly kind: 'inputs';
      readonly change: Direction;
      readonly terms: ClauseTerms;
      readonly coordinates: readonly string[];
    }
  | {
      readonly kind: 'purposes';
      readonly change: Direction;
      readonly terms: ClauseTerms;
      readonly purposes: readonly Purpose[];
    }
  /** Row types that have the same rule in both. */
  | {
      readonly kind: 'rows';
      readonly of: ClauseParties;
      readonly types: readonly string[];
      readonly before: RowRule | null;
      readonly after: RowRule | null;
    }
  | {
      readonly [Term in keyof SingleTerms]: {
        readonly kind: Term;
        readonly of: ClauseParties;
        readonly before: SingleTerms[Term];
        readonly after: SingleTerms[Term];
      };
    }[keyof SingleTerms];

/** Terms that a clause has once or not at all. */
export interface SingleTerms {
  readonly stages: readonly Stage[] | null;
  readonly limits: Limits | null;
  readonly retention: string | null;
  readonly shownToPersonFrom: string | null;
}
