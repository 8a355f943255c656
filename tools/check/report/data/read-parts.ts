import { VOTING_METHODS } from '../../../../subgraphs/electoral/voter-document.ts';
import type { OversightModels } from '../../../../subgraphs/oversight/models.ts';
import type { PartDocument } from '../../../../subgraphs/oversight/part-document.ts';

/** Rows of one voting method, as a check went through them. */
export interface MethodLine {
  /** `TPSLN`, `KSK` or `POS`. */
  readonly method: string;
  /** Rows examined. */
  readonly registered: number;
  /** Findings about those rows, by rule; not those about polling points or committees. */
  readonly byRule: ReadonlyMap<string, number>;
}

/** What the parts of a check say of the rows that it examined. */
export interface ExaminedRows {
  /** By code of the committee. */
  readonly registered: ReadonlyMap<string, number>;
  /** Over all committees, in the order of the list above. */
  readonly methods: readonly MethodLine[];
  /** Committees of which a rule could not tell, since their counts are too small, by rule. */
  readonly tooSmall: ReadonlyMap<string, number>;
}

/** Reads them. */
export async function readParts({ parts }: OversightModels, checkId: string): Promise<ExaminedRows> {
  const registered = new Map<string, number>();
  const rows = new Map<string, number>();
  const tooSmall = new Map<string, number>();
  const findings = new Map<string, Map<string, number>>(
    VOTING_METHODS.map((method) => [method, new Map<string, number>()]),
  );
  const add = (counts: Map<string, number>, name: string, count: number) =>
    counts.set(name, (counts.get(name) ?? 0) + count);
  const found = parts
    .find({ check: checkId, kind: { $in: ['VOTERS', 'COMMITTEES'] } })
    .lean<PartDocument>()
    .cursor();
  for await (const part of found) {
    for (const [rule, count] of Object.entries(part.tooSmall ?? {})) add(tooSmall, rule, count);
    if (part.kind !== 'VOTERS') continue;
    // The id of a part ends with the method.
    const method = part._id.slice(part._id.lastIndexOf(':') + 1);
    if (part.ppln !== undefined) add(registered, part.ppln, part.rows);
    add(rows, method, part.rows);
    const byRule = findings.get(method);
    if (byRule) for (const [rule, count] of Object.entries(part.findings)) add(byRule, rule, count);
  }
  const methods = VOTING_METHODS.map((method) => ({
    method,
    registered: rows.get(method) ?? 0,
    byRule: findings.get(method) ?? new Map<string, number>(),
  }));
  return { registered, tooSmall, methods: methods.filter((line) => line.registered > 0) };
}
