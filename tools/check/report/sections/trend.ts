import type { ReportData } from '../data/report-data.ts';
import { listRules, type RuleLine } from '../data/rule-lines.ts';
import { key, twoSided } from '../markup/bar.ts';
import { both, moment, number } from '../markup/both.ts';
import { html, type Insert, type Markup } from '../markup/markup.ts';
import { empty, lead, type Section } from '../markup/section.ts';
import { type Column, numberCell, table } from '../markup/table.ts';
import { nameRule } from './not-examined.ts';

const COLUMNS: readonly Column[] = [
  { label: both('Aturan', 'Rule'), kind: 'text', order: 'ascending' },
  { label: both('Sebelumnya', 'Before'), kind: 'number' },
  { label: both('Sekarang', 'Now'), kind: 'number' },
  { label: both('Selisih', 'Change'), kind: 'number' },
  { label: both('Hilang', 'Gone'), kind: 'number' },
  {
    label: html`<span class="unseen">${both('Bagan: hilang dan baru', 'Chart: gone and new')}</span>`,
    kind: 'picture',
  },
  { label: both('Baru', 'New'), kind: 'number' },
];

/** The check against the one before of the same election and the same committees. */
export function trend(data: ReportData): Section {
  return {
    id: 'trend',
    title: { id: 'Dibandingkan dengan sebelumnya', en: 'Against the check before' },
    body: data.previous === undefined ? first() : comparison(data, data.previous.check),
  };
}

function first(): Markup {
  return empty(
    both('Ini pemeriksaan pertama dengan cakupan ini.', 'This is the first check of this scope.'),
    both(
      'Belum ada pemeriksaan lain yang selesai atas pemilu dan PPLN yang sama. Pemeriksaan berikutnya akan dibandingkan dengan yang ini.',
      'No other check of the same election and committees was completed before. The next one will be held against this one.',
    ),
  );
}

function comparison(data: ReportData, before: ReportData['check']): Markup {
  const lines = listRules(data).filter((line) => line.findings !== undefined || line.before !== undefined);
  const most = Math.max(0, ...lines.flatMap(({ gone, newFindings }) => [gone ?? 0, newFindings ?? 0]));
  return html`${lead(
    both(
      html`Sebelumnya: pemeriksaan <span class="id">${before._id}</span>, ${moment(before.finishedAt ?? before.startedAt)}. Baru berarti tidak ada pada pemeriksaan mana pun sebelum ini; hilang berarti ada waktu itu dan tidak ditemukan lagi.`,
      html`Before: the check <span class="id">${before._id}</span>, ${moment(before.finishedAt ?? before.startedAt)}. New is what no check before this one had found; gone is what was there then and was not found again.`,
    ),
  )}
<ul class="legend"><li>${key('gone')}${both('Hilang', 'Gone')}</li><li>${key('soga')}${both('Baru', 'New')}</li></ul>
${table(
  'trend-table',
  both('Temuan sekarang dan sebelumnya menurut aturan', 'Findings now and before by rule'),
  COLUMNS,
  lines.map((line) => row(line, most)),
  'chart trend',
)}
${
  lines.some(({ isChanged }) => isChanged)
    ? html`<p class="footnote">* ${both(
        'Aturan ini berubah sejak pemeriksaan sebelumnya; selisihnya dapat berasal dari perubahan itu.',
        'This rule has changed since the check before; the change may come from that.',
      )}</p>`
    : undefined
}`;
}

function row({ code, before, findings, gone, newFindings, isChanged }: RuleLine, most: number): Markup {
  const change = before === undefined || findings === undefined ? undefined : findings - before;
  return html`<tr><th scope="row" data-v="${code}"><span class="code">${code}</span> ${nameRule(code)}${isChanged ? ' *' : undefined}</th>
${count(before)}${count(findings)}
${numberCell(change === undefined ? '–' : html`${signOf(change)}${number(Math.abs(change))}`, change)}
${count(gone)}
<td class="picture">${twoSided({ size: gone ?? 0, colour: 'gone' }, { size: newFindings ?? 0, colour: 'soga' }, most)}</td>
${count(newFindings)}</tr>`;
}

function count(value: number | undefined): Markup {
  const shown: Insert = value === undefined ? '–' : number(value);
  return numberCell(shown, value);
}

function signOf(change: number): string {
  if (change === 0) return '';
  return change > 0 ? '+' : '−';
}
