import type { CheckDocument } from '../../../subgraphs/oversight/check-document.ts';
import type { CheckWish } from '../check.ts';
import { chooseRules, plannedOutcome } from '../choose-rules.ts';
import { findCommittees } from '../find-committees.ts';
import type { Committee, ListData } from '../graph.ts';
import { writeOperations } from '../operations.ts';
import type { Rule } from '../rules/rule.ts';
import { beginCheck } from './begin-check.ts';
import type { CheckRun } from './check-run.ts';
import { chooseElection, pollingDayOf } from './choose-election.ts';
import { findInterrupted } from './find-interrupted.ts';
import { stopUnlessData } from './stop-unless-data.ts';
import { countVoters, tryOperations } from './try-operations.ts';

/** What a check goes on with. */
export type PreparedCheck = Pick<CheckRun, 'check' | 'rules' | 'operations' | 'list' | 'committees'>;

/** Reads the list as a whole, tries what will be asked, and begins the check, or finds the one to go on with. */
export async function prepareCheck({
  store,
  client,
  wish,
  rules: chosen,
  officer,
}: Pick<CheckRun, 'store' | 'client'> & {
  readonly wish: CheckWish;
  readonly rules: readonly Rule[];
  readonly officer: string;
}): Promise<PreparedCheck> {
  const { scope } = wish;
  const resumed =
    scope.kind === 'resume' ? await findInterrupted(store, scope.check, wish.election) : undefined;
  const all = resumed ? chooseRules(resumed.rules.map(({ code }) => code)) : chosen;
  const isOfWholeList = resumed?.isOfWholeList ?? scope.kind === 'all';
  const rules = all.filter((rule) => plannedOutcome(rule, isOfWholeList) === 'CHECKED');
  const operations = writeOperations(rules);
  const data = stopUnlessData(await client.ask<ListData>(operations.list), rules);
  const election = chooseElection(resumed?.election ?? wish.election, data.elections);
  const committees = resumed
    ? committeesOf(resumed, data)
    : scope.kind === 'committees'
      ? meant(scope.typed, data.pplnList)
      : data.pplnList;
  const [first] = committees;
  if (first === undefined) throw new Error('KPU knows no committee.');
  const pollingDay = pollingDayOf(election);
  await tryOperations(client, operations, rules, first.code, pollingDay);
  const codes = isOfWholeList ? undefined : committees.map(({ code }) => code);
  const check =
    resumed ??
    (await beginCheck(store, {
      election: election.code,
      isOfWholeList,
      startedBy: officer,
      pageSize: wish.pageSize,
      votersInAll: operations.voters === undefined ? 0 : await countVoters(client, codes),
      committees,
      rules: all,
    }));
  const list = { election: election.code, pollingDay, listFixedOn: election.listFixedOn };
  return { check, rules, operations, list, committees: new Map(committees.map((each) => [each.code, each])) };
}

function meant(typed: readonly string[], all: readonly Committee[]): readonly Committee[] {
  const reading = findCommittees(typed, all);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.committees;
}

function committeesOf({ committees }: CheckDocument, { pplnList }: ListData): readonly Committee[] {
  return committees.map(({ code, city }) => {
    const found = pplnList.find((each) => each.code === code);
    if (!found)
      throw new Error(`KPU does not know the committee ${code} (${city}) any more: begin another check.`);
    return found;
  });
}
