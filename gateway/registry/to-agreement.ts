import type { Agreement, Clause, Mask, RowRule } from '../access/agreement.ts';

/** An agreement file after its shape was checked: where an agreement has a map, the file has an object. */
type AgreementDocument = Omit<Agreement, 'clauses' | 'version'> & {
  readonly clauses: readonly ClauseDocument[];
};

type ClauseDocument = Omit<Clause, 'allow' | 'mask' | 'inputs' | 'rows'> & {
  readonly allow?: Names;
  readonly mask?: Readonly<Record<string, Readonly<Record<string, Mask>>>>;
  readonly inputs?: Names;
  readonly rows?: Readonly<Record<string, RowRule>>;
};

type Names = Readonly<Record<string, readonly string[]>>;

/**
 * Reads an agreement out of a document that the published schema found good. Pure.
 *
 * @param version SHA-256 of the file, 64 hexadecimal digits.
 */
export function toAgreement(checked: unknown, version: string): Agreement {
  const document = checked as AgreementDocument;
  return { ...document, version, clauses: document.clauses.map(toClause) };
}

function toClause({ allow = {}, mask = {}, inputs = {}, rows = {}, ...rest }: ClauseDocument): Clause {
  return {
    ...rest,
    allow: new Map(Object.entries(allow)),
    mask: new Map(Object.entries(mask).map(([type, fields]) => [type, new Map(Object.entries(fields))])),
    inputs: new Map(Object.entries(inputs)),
    rows: new Map(
      Object.entries(rows).map(([type, rule]) => [
        type,
        // One order of the keys, so that equal rules are equal as text.
        rule === 'all' ? rule : rule.map(({ attribute, op, value }) => ({ attribute, op, value })),
      ]),
    ),
  };
}
