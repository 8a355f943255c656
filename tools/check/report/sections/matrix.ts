import type { CommitteeLine, Elsewhere } from '../data/committee-lines.ts';
import type { RuleLine } from '../data/rule-lines.ts';
import { both, number } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';
import { type Column, numberCell, table } from '../markup/table.ts';
import { namePlace } from './by-committee.ts';
import { nameRule } from './not-examined.ts';
import { shadedCell } from './shaded-cell.ts';

/** Below so many committees there is nothing to filter. */
const LEAST_FILTERED = 6;

/** Every rule that was checked at every committee. */
export function matrix(
  lines: readonly CommitteeLine[],
  elsewhere: Elsewhere,
  rules: readonly RuleLine[],
): Markup {
  const columns: readonly Column[] = [
    { label: both('PPLN', 'Committee'), kind: 'text' },
    { label: both('Semua', 'All'), kind: 'number', order: 'descending' },
    ...rules.map(
      ({ code }): Column => ({
        label: html`<span aria-hidden="true">${code}</span><span class="unseen">${code} ${nameRule(code)}</span>`,
        kind: 'number',
      }),
    ),
  ];
  const most = new Map(
    rules.map(({ code }) => [code, Math.max(0, ...lines.map(({ byRule }) => byRule.get(code) ?? 0))]),
  );
  return html`${
    lines.length < LEAST_FILTERED
      ? undefined
      : html`<p class="filter"><label for="matrix-filter">${both('Cari PPLN atau negara', 'Find a committee or country')}</label>
<input id="matrix-filter" type="search" autocomplete="off" data-filters="matrix-table"><output for="matrix-filter"></output></p>`
  }
${table(
  'matrix-table',
  both('Temuan menurut PPLN dan aturan', 'Findings by committee and rule'),
  columns,
  [
    ...lines.map((line) => row(namePlace(line), line, rules, most)),
    ...(elsewhere.findings === 0
      ? []
      : [
          row(
            both('Tanpa PPLN yang diketahui', 'Of no committee that is known'),
            elsewhere,
            rules,
            new Map(),
          ),
        ]),
  ],
  'matrix',
)}`;
}

function row(
  name: Markup,
  { findings, byRule }: Elsewhere,
  rules: readonly RuleLine[],
  most: ReadonlyMap<string, number>,
): Markup {
  return html`<tr><th scope="row">${name}</th>${numberCell(number(findings), findings)}${rules.map(
    ({ code }) => shadedCell(byRule.get(code) ?? 0, most.get(code)),
  )}</tr>`;
}
