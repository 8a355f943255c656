import { RULES } from '../rules/rules.ts';
import { precisionOf, type RuleScore, recallOf } from './score.ts';
import type { CheckScore } from './score-check.ts';

/** Prints scores as a table. Pure. */
export function describeScore({ check, scores }: CheckScore): readonly string[] {
  const sumOf = (count: 'hits' | 'surplus' | 'missed') => scores.reduce((sum, each) => sum + each[count], 0);
  const all = { rule: 'all', hits: sumOf('hits'), surplus: sumOf('surplus'), missed: sumOf('missed') };
  return [
    `Score of check ${check._id} against the ground truth:`,
    row('rule', '', ['true', 'found', 'missed', 'surplus', 'precision', 'recall']),
    ...[...scores, all].map(describeRow),
  ];
}

function describeRow(score: RuleScore): string {
  const { rule, hits, surplus, missed } = score;
  const counts = [hits + missed, hits + surplus, missed, surplus].map(String);
  const shares = [precisionOf(score), recallOf(score)].map(describeShare);
  return row(rule, RULES.find(({ code }) => code === rule)?.name ?? '', [...counts, ...shares]);
}

/** A share that is not whole never looks as if it were. */
function describeShare(share: number): string {
  return share === 1 ? '1.0' : (Math.floor(share * 10_000) / 10_000).toFixed(4);
}

function row(rule: string, name: string, cells: readonly string[]): string {
  return `${rule.padEnd(5)}${name.padEnd(22)}${cells.map((cell) => cell.padStart(10)).join('')}`;
}
