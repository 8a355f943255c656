/** What a grant allows: its claims, checked for shape. */
export interface Grant {
  /** The agency that asks. */
  readonly agency: string;
  readonly unit?: string;
  readonly purpose: string;
  /** Ids of the agreements that the answer rests on. */
  readonly agreements: readonly string[];
  /** Id of the person who asks about themself. */
  readonly subject?: string;
  /** base64url SHA-256 of the exact text of the one operation that the grant is for. */
  readonly documentHash: string;
  /** Which rows of each row type the agency may see. A row type without an entry has none. */
  readonly rows: ReadonlyMap<string, RowRule>;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** All rows, or those that meet every condition. */
export type RowRule = { readonly all: true } | { readonly where: readonly RowCondition[] };

/** One condition on a row. Attribute and operator are the gateway's words; the row type says what it knows. */
export interface RowCondition {
  readonly attribute: string;
  readonly op: string;
  readonly value: string | readonly string[];
}

/** Gives the grant that verified claims describe, or undefined when they do not have its shape. Pure. */
export function readGrantClaims(claims: Readonly<Record<string, unknown>>): Grant | undefined {
  const { agency, unit, purpose, agreements, subject, doc, rows, exp } = claims;
  if (!isText(agency) || !isText(purpose) || !isText(doc) || typeof exp !== 'number') return undefined;
  if (!isTexts(agreements) || (unit !== undefined && !isText(unit))) return undefined;
  if (subject !== undefined && !isText(subject)) return undefined;
  const rules = readRows(rows);
  if (!rules) return undefined;
  return {
    agency,
    ...(unit === undefined ? {} : { unit }),
    purpose,
    agreements,
    ...(subject === undefined ? {} : { subject }),
    documentHash: doc,
    rows: rules,
    expiresAt: exp,
  };
}

function readRows(rows: unknown): ReadonlyMap<string, RowRule> | undefined {
  if (!isRecord(rows)) return undefined;
  const rules = new Map<string, RowRule>();
  for (const [type, value] of Object.entries(rows)) {
    const rule = readRule(value);
    if (!rule) return undefined;
    rules.set(type, rule);
  }
  return rules;
}

function readRule(value: unknown): RowRule | undefined {
  if (!isRecord(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length !== 1) return undefined;
  if (value.all === true) return { all: true };
  const where = value.where;
  return Array.isArray(where) && where.length > 0 && where.every(isCondition) ? { where } : undefined;
}

function isCondition(value: unknown): value is RowCondition {
  return isRecord(value) && isText(value.attribute) && isText(value.op) && isOperand(value.value);
}

function isOperand(value: unknown): value is string | readonly string[] {
  return (
    typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}
