import type { MethodLine } from '../data/read-parts.ts';
import type { ReportData } from '../data/report-data.ts';
import { listRules, type RuleLine } from '../data/rule-lines.ts';
import { VALUE_WORDS } from '../evidence-words.ts';
import { bar } from '../markup/bar.ts';
import { both, number, say } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';
import { lead, type Section } from '../markup/section.ts';
import { type Column, numberCell, table } from '../markup/table.ts';
import { nameRule } from './not-examined.ts';
import { shadedCell } from './shaded-cell.ts';

const COLUMNS: readonly Column[] = [
  { label: both('Metode', 'Method'), kind: 'text' },
  { label: both('Temuan', 'Findings'), kind: 'number', order: 'descending' },
  { label: html`<span class="unseen">${both('Bagan', 'Chart')}</span>`, kind: 'picture' },
  { label: both('Baris diperiksa', 'Rows examined'), kind: 'number' },
  { label: both('per 1.000 baris', 'per 1,000 rows'), kind: 'number' },
];

/** Findings about the rows of one committee, by the method by which they are to vote. */
export function byMethod(data: ReportData): Section {
  const lines = [...data.methods].sort((one, other) => totalOf(other) - totalOf(one));
  const rules = listRules(data).filter(({ code }) => lines.some(({ byRule }) => byRule.has(code)));
  const most = Math.max(0, ...lines.map(totalOf));
  return {
    id: 'committees',
    title: { id: 'Temuan menurut metode memilih', en: 'Findings by voting method' },
    body: html`${lead(
      both(
        'Temuan tentang baris daftar PPLN ini. Temuan tentang tempat memilih dan tentang PPLN tidak terhitung di sini.',
        'Findings about rows of the list of this committee. Those about polling points and about the committee are not counted here.',
      ),
    )}
${table(
  'methods-table',
  both('Temuan menurut metode memilih', 'Findings by voting method'),
  COLUMNS,
  lines.map((line) => row(line, most)),
  'chart',
)}
${rules.length === 0 ? undefined : rulesByMethod(lines, rules)}`,
  };
}

function rulesByMethod(lines: readonly MethodLine[], rules: readonly RuleLine[]): Markup {
  const columns: readonly Column[] = [
    { label: both('Aturan', 'Rule'), kind: 'text', order: 'ascending' },
    ...lines.map(({ method }): Column => ({ label: nameMethod(method), kind: 'number' })),
  ];
  return html`<h3>${both('Setiap aturan pada setiap metode', 'Every rule in every method')}</h3>
${table(
  'rules-by-method',
  both('Temuan menurut aturan dan metode', 'Findings by rule and method'),
  columns,
  rules.map(({ code }) => {
    const counts = lines.map(({ byRule }) => byRule.get(code) ?? 0);
    const most = Math.max(...counts);
    return html`<tr><th scope="row" data-v="${code}"><span class="code">${code}</span> ${nameRule(code)}</th>${counts.map((count) => shadedCell(count, most))}</tr>`;
  }),
  'methods',
)}`;
}

function row(line: MethodLine, most: number): Markup {
  const findings = totalOf(line);
  const rate = line.registered === 0 ? undefined : (findings / line.registered) * 1000;
  return html`<tr><th scope="row">${nameMethod(line.method)}</th>
${numberCell(number(findings), findings)}
<td class="picture">${bar([{ size: findings, colour: 'nila' }], most)}</td>
${numberCell(number(line.registered), line.registered)}
${numberCell(rate === undefined ? '–' : number(Math.round(rate)), rate)}</tr>`;
}

function totalOf({ byRule }: MethodLine): number {
  return [...byRule.values()].reduce((total, each) => total + each, 0);
}

function nameMethod(method: string): Markup {
  const words = VALUE_WORDS.get(method);
  return words ? html`<span class="capital">${say(words)}</span>` : html`${method}`;
}
