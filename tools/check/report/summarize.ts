import { listCommittees } from './data/committee-lines.ts';
import { listCountries } from './data/country-lines.ts';
import type { ReportData } from './data/report-data.ts';
import { listRules } from './data/rule-lines.ts';
import { sum, sumBy, type TallyCell } from './data/tally.ts';

/** What `summary.json` holds; `summary.schema.json` describes it. Null is what was not looked at, and never zero. Pure. */
export function summarize(data: ReportData): Readonly<Record<string, unknown>> {
  const { check, cells, previous, isFollowed } = data;
  const committees = listCommittees(data);
  return {
    format: 'simpul-check-summary/1',
    check: {
      id: check._id,
      election: check.election,
      state: check.state,
      startedAt: check.startedAt.toISOString(),
      finishedAt: check.finishedAt?.toISOString() ?? null,
      startedBy: check.startedBy,
      isOfWholeList: check.isOfWholeList,
      votersInAll: check.votersInAll,
      votersChecked: check.votersChecked,
      isFollowed,
    },
    findings: { ...countOf(cells), byState: byState(cells) },
    rules: listRules(data).map(
      ({ code, version, outcome, findings, newFindings, tooSmall, before, isChanged, gone }) => ({
        code,
        version: version ?? null,
        outcome,
        findings: findings ?? null,
        new: newFindings ?? null,
        tooSmall,
        byState: byState(cells.filter(({ rule }) => rule === code)),
        previous:
          before === undefined ? null : { findings: before, isOtherVersion: isChanged, gone: gone ?? null },
      }),
    ),
    committees: committees.lines.map(({ byRule, ...line }) => ({ ...line, byRule: toObject(byRule) })),
    elsewhere: { findings: committees.elsewhere.findings, byRule: toObject(committees.elsewhere.byRule) },
    countries: listCountries(data).map(({ code, registered, unregistered, findings }) => ({
      code,
      registered,
      unregistered: unregistered ?? null,
      eligible: unregistered === undefined ? null : registered + unregistered,
      findings,
    })),
    previous:
      previous === undefined
        ? null
        : {
            id: previous.check._id,
            startedAt: previous.check.startedAt.toISOString(),
            findings: previous.check.rules.reduce((total, { findings }) => total + findings, 0),
          },
  };
}

function countOf(cells: readonly TallyCell[]) {
  return { total: sum(cells), new: sum(cells.filter(({ isNew }) => isNew)) };
}

function byState(cells: readonly TallyCell[]): Readonly<Record<string, number>> {
  return toObject(sumBy(cells, ({ state }) => state));
}

/** Codes as names of an object, in their order. */
function toObject(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}
