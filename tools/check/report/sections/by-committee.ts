import { type CommitteeLine, listCommittees } from '../data/committee-lines.ts';
import type { ReportData } from '../data/report-data.ts';
import { isOfRows, listRules } from '../data/rule-lines.ts';
import { bar } from '../markup/bar.ts';
import { both, nameCountry, number, say } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';
import { lead, type Section } from '../markup/section.ts';
import { type Column, numberCell, table } from '../markup/table.ts';
import { matrix } from './matrix.ts';

/** Committees in the chart; all are in the table below it. */
const IN_CHART = 15;

const COLUMNS: readonly Column[] = [
  { label: both('PPLN', 'Committee'), kind: 'text' },
  { label: both('Temuan', 'Findings'), kind: 'number', order: 'descending' },
  { label: html`<span class="unseen">${both('Bagan', 'Chart')}</span>`, kind: 'picture' },
  { label: both('Baris diperiksa', 'Rows examined'), kind: 'number' },
  { label: both('per 1.000 baris', 'per 1,000 rows'), kind: 'number' },
];

/** Findings by committee: those with most of them as a chart, and all of them by rule. */
export function byCommittee(data: ReportData): Section {
  const { lines, elsewhere } = listCommittees(data);
  const inChart = lines.filter(({ findings }) => findings > 0).slice(0, IN_CHART);
  const rules = listRules(data).filter(({ outcome }) => outcome === 'CHECKED');
  return {
    id: 'committees',
    title: { id: 'Temuan menurut PPLN', en: 'Findings by committee' },
    body: html`${
      lines.length > 1 && inChart.length > 0
        ? html`${lead(
            lines.length > inChart.length
              ? both(
                  `${inChart.length} dengan temuan terbanyak dari ${lines.length}; semuanya ada di tabel berikutnya.`,
                  `The ${inChart.length} with most findings of ${lines.length}; all of them are in the table below.`,
                )
              : undefined,
          )}
${table(
  'committees-chart',
  both('PPLN dengan temuan terbanyak', 'Committees with most findings'),
  COLUMNS,
  inChart.map((line) => row(line, inChart[0]?.findings ?? 0)),
  'chart',
)}`
        : undefined
    }
<h3>${both('Setiap aturan di setiap PPLN', 'Every rule at every committee')}</h3>
${matrix(lines, elsewhere, rules)}`,
  };
}

/** The name of a committee: its city, and the country unless that is called the same. */
export function namePlace({ city, country }: Pick<CommitteeLine, 'city' | 'country'>): Markup {
  const name = nameCountry(country);
  return name.id === city ? html`${city}` : html`${city} <span class="place">${say(name)}</span>`;
}

function row(line: CommitteeLine, most: number): Markup {
  const { findings, registered, byRule } = line;
  const ofRows = [...byRule].reduce((total, [rule, each]) => total + (isOfRows(rule) ? each : 0), 0);
  const rate = registered === 0 ? undefined : (ofRows / registered) * 1000;
  return html`<tr><th scope="row">${namePlace(line)}</th>
${numberCell(number(findings), findings)}
<td class="picture">${bar([{ size: findings, colour: 'nila' }], most)}</td>
${numberCell(registered === 0 ? '–' : number(registered), registered)}
${numberCell(rate === undefined ? '–' : number(Math.round(rate)), rate)}</tr>`;
}
