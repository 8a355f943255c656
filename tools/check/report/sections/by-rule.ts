import type { ReportData } from '../data/report-data.ts';
import { isOfRows, listRules, type RuleLine } from '../data/rule-lines.ts';
import { bar } from '../markup/bar.ts';
import { both, number, say } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';
import { lead, type Section } from '../markup/section.ts';
import { type Column, numberCell, table } from '../markup/table.ts';
import { OUTCOME_WORDS } from '../state-words.ts';
import { describeTooSmall, nameRule } from './not-examined.ts';

const COLUMNS: readonly Column[] = [
  { label: both('Aturan', 'Rule'), kind: 'text' },
  { label: both('Temuan', 'Findings'), kind: 'number', order: 'descending' },
  { label: html`<span class="unseen">${both('Bagan', 'Chart')}</span>`, kind: 'picture' },
  { label: both('per 1.000 baris', 'per 1,000 rows'), kind: 'number' },
  { label: both('Baru', 'New'), kind: 'number' },
];

/** Findings by rule, the most frequent first; what was not examined comes last. */
export function byRule(data: ReportData): Section {
  const lines = [...listRules(data)].sort((one, other) => (other.findings ?? -1) - (one.findings ?? -1));
  const most = Math.max(0, ...lines.map(({ findings }) => findings ?? 0));
  return {
    id: 'rules',
    title: { id: 'Temuan menurut aturan', en: 'Findings by rule' },
    body: html`${lead(
      both(
        'Temuan adalah tanda untuk diperiksa, bukan keputusan. Bawaslu tidak mengubah daftar; KPU yang menjawab dan memperbaiki.',
        'A finding is a reason to look, and no decision. Bawaslu does not change the list; KPU answers and corrects.',
      ),
    )}
${table(
  'rules-table',
  both('Temuan menurut aturan', 'Findings by rule'),
  COLUMNS,
  lines.map((line) => row(line, most, data.check.votersChecked)),
  'chart',
)}`,
  };
}

function row(line: RuleLine, most: number, voters: number): Markup {
  const { code, findings, newFindings, outcome, tooSmall } = line;
  const name = html`<th scope="row" data-v="${code}"><span class="code">${code}</span> ${nameRule(code)}${
    findings !== undefined && tooSmall > 0
      ? html`<span class="in-part">${describeTooSmall(tooSmall)}</span>`
      : undefined
  }</th>`;
  if (findings === undefined) {
    return html`<tr class="undecided">${name}${numberCell('–', undefined)}
<td class="picture"><span class="undecided-why">${both('Tidak diperiksa', 'Not examined')}: ${say(OUTCOME_WORDS[outcome].name)}</span></td>
${numberCell('–', undefined)}${numberCell('–', undefined)}</tr>`;
  }
  const rate = voters === 0 || !isOfRows(code) ? undefined : (findings / voters) * 1000;
  return html`<tr>${name}${numberCell(findings === 0 ? number(0) : html`<a href="#findings" data-rule="${code}">${number(findings)}</a>`, findings)}
<td class="picture">${bar([{ size: findings, colour: 'nila' }], most)}</td>
${numberCell(rate === undefined ? '–' : number(Number(rate.toFixed(2)), 2), rate)}
${numberCell(number(newFindings ?? 0), newFindings)}</tr>`;
}
