import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { inject, onTestFinished } from 'vitest';
import type { CheckDocument, CheckedRule } from '../../subgraphs/oversight/check-document.ts';
import type { FindingDocument } from '../../subgraphs/oversight/finding-document.ts';
import { createModels, type OversightModels } from '../../subgraphs/oversight/models.ts';
import { type ReportFiles, writeReport } from '../../tools/check/report/write-report.ts';

/** Bawaslu's database and a folder for reports. */
export interface MadeUpOversight {
  readonly models: OversightModels;
  readonly folder: string;
  readonly put: (...checks: readonly MadeUpCheck[]) => Promise<void>;
  readonly write: (checkId: string) => Promise<ReportFiles>;
  readonly close: () => Promise<void>;
}

/** A check with its findings and the rows that it examined, by code of the committee. */
export interface MadeUpCheck {
  readonly check: CheckDocument;
  readonly findings: readonly FindingDocument[];
  readonly rows: Readonly<Record<string, number>>;
}

export const KUALA_LUMPUR = {
  code: '990501',
  name: 'PPLN Kuala Lumpur',
  city: 'Kuala Lumpur',
  country: 'MY',
};
export const HONG_KONG = { code: '990901', name: 'PPLN Hong Kong', city: 'Hong Kong', country: 'HK' };
export const JEDDAH = { code: '991002', name: 'PPLN Jeddah', city: 'Jeddah', country: 'SA' };

/** A database of its own in the engine of all tests. */
export async function openMadeUpOversight(): Promise<MadeUpOversight> {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-report-'));
  const dbName = `test_report_${randomBytes(6).toString('hex')}`;
  const connection = await mongoose.createConnection(inject('mongodbUri'), { dbName }).asPromise();
  const models = createModels(connection);
  return {
    models,
    folder,
    put: async (...checks) => {
      for (const { check, findings, rows } of checks) {
        await models.checks.create(check);
        if (findings.length > 0) await models.findings.insertMany(findings);
        const parts = Object.entries(rows).map(([ppln, count]) => partOf(check._id, ppln, count));
        await models.parts.insertMany(parts);
      }
    },
    write: (checkId) => writeReport(models, checkId, join(folder, checkId)),
    close: async () => {
      await connection.dropDatabase();
      await connection.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The same, gone after the test. */
export async function makeOversight(...checks: readonly MadeUpCheck[]): Promise<MadeUpOversight> {
  const oversight = await openMadeUpOversight();
  onTestFinished(oversight.close);
  await oversight.put(...checks);
  return oversight;
}

/** A check of three committees that ended well; B07 and B15 as everywhere. */
export function makeCheck(given: Partial<CheckDocument> = {}): CheckDocument {
  return {
    _id: 'check-1',
    election: 'PEMILU-2024',
    state: 'COMPLETE',
    isOfWholeList: true,
    committees: [KUALA_LUMPUR, HONG_KONG, JEDDAH],
    rules: makeRules(),
    startedBy: 'supervisor',
    startedAt: new Date('2026-11-22T02:14:00Z'),
    finishedAt: new Date('2026-11-22T02:17:12Z'),
    pageSize: 1_000,
    votersInAll: 600,
    votersChecked: 600,
    ...given,
  };
}

/** All twenty rules, with findings where some are given. */
export function makeRules(findings: Readonly<Record<string, number>> = {}): readonly CheckedRule[] {
  return Array.from({ length: 20 }, (_, at) => {
    const code = `B${String(at + 1).padStart(2, '0')}`;
    const outcome = code === 'B07' || code === 'B15' ? 'NO_DATA_HOLDER' : 'CHECKED';
    return { code, version: 1, outcome, findings: findings[code] ?? 0, newFindings: 0 };
  });
}

let made = 0;

/** A finding about a row of Kuala Lumpur, another one each time. */
export function makeFinding(given: Partial<FindingDocument> = {}): FindingDocument {
  made++;
  return {
    _id: idOf(`finding ${made}`),
    election: 'PEMILU-2024',
    rule: 'B12',
    ruleVersion: 1,
    firstCheck: 'check-1',
    check: 'check-1',
    subject: 'VOTER',
    voterId: idOf(`voter ${made}`),
    citizenId: idOf(`citizen ${made}`),
    ppln: KUALA_LUMPUR.code,
    country: KUALA_LUMPUR.country,
    evidence: { addressQuality: 'CITY_ONLY' },
    state: 'OPEN',
    steps: [],
    foundAt: new Date('2026-11-22T02:15:00Z'),
    ...given,
  };
}

/** A finding about a person without a row, of whom the committee is not known. */
export function makeUnregistered(country: string): FindingDocument {
  const { voterId, ppln, ...finding } = makeFinding({
    rule: 'B10',
    subject: 'PERSON',
    country,
    evidence: {},
  });
  return finding;
}

function idOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** One part of many, as the check leaves it. */
function partOf(check: string, ppln: string, rows: number) {
  return {
    _id: `${check}:VOTERS:${ppln}:POS`,
    check,
    kind: 'VOTERS' as const,
    ppln,
    isDone: true,
    rows,
    findings: {},
    newFindings: {},
  };
}
