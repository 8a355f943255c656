import type { FindingDocument } from '../../../subgraphs/oversight/finding-document.ts';
import type { PartDocument } from '../../../subgraphs/oversight/part-document.ts';
import type { Committee, Row, VotersData } from '../graph.ts';
import { NOT_GIVEN, type RowFacts, TOO_SMALL, type VoterRule } from '../rules/rule.ts';
import { noteListed } from '../store/listed-persons.ts';
import { type CheckRun, lackingError } from './check-run.ts';
import { createFinding } from './finding.ts';
import { runPages } from './run-pages.ts';

/** Examines the rows of one committee and method. */
export async function runVoters(run: CheckRun, part: PartDocument): Promise<void> {
  const { check, client, operations, committees, rules, store, progress } = run;
  const committee = committees.get(part.ppln ?? '');
  const query = operations.voters;
  if (!committee || query === undefined) return;
  const method = part._id.split(':').at(-1) ?? '';
  const filter = { pplnIn: [committee.code], methodIn: [method] };
  const facts = { ...run.list, method };
  const ofRows = rules.filter((rule) => rule.about === 'VOTER');
  const notesListed = rules.some(({ about }) => about === 'WORKER');
  await runPages<Row>(run, part, {
    ask: async (after) => {
      const answer = await client.ask<VotersData>(query, { first: check.pageSize, after, filter });
      return answer.kind === 'data' ? { kind: 'data', data: answer.data.voters } : answer;
    },
    examine: async (rows) => {
      const began = performance.now();
      const found = examineRows(run, committee, ofRows, facts, rows);
      progress.rulesMs += performance.now() - began;
      if (notesListed) {
        const noting = performance.now();
        await noteListed(store, check._id, workersOf(rows));
        progress.storeMs += performance.now() - noting;
      }
      return found;
    },
  });
}

/** Asks every rule about every row. @throws Error when a rule was not given what it needs */
export function examineRows(
  run: Pick<CheckRun, 'check'>,
  committee: Committee,
  rules: readonly VoterRule[],
  facts: RowFacts,
  rows: readonly Row[],
): readonly FindingDocument[] {
  const found: FindingDocument[] = [];
  const { code: ppln } = committee;
  const country = committee.country.code;
  for (const row of rows) {
    for (const rule of rules) {
      const verdict = rule.find(row, committee, facts);
      if (verdict === null) continue;
      if (verdict === NOT_GIVEN || verdict === TOO_SMALL) throw lackingError(rule, 'KPU or KP2MI');
      const about = { voterId: row.id, ...(row.citizen && { citizenId: row.citizen.id }), ppln, country };
      found.push(createFinding(run, rule, 'VOTER', row.id, about, verdict));
    }
  }
  return found;
}

/** Persons with a row whom KP2MI knows as workers: nobody else could be missed among the workers. */
function workersOf(rows: readonly Row[]): ReadonlySet<string> {
  const persons = new Set<string>();
  for (const { citizen } of rows) if (citizen?.worker) persons.add(citizen.id);
  return persons;
}
