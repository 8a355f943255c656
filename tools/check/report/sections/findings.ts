import { FINDING_STATES, FINDING_SUBJECTS } from '../../../../subgraphs/oversight/finding-document.ts';
import type { ReportData } from '../data/report-data.ts';
import { sum, sumBy } from '../data/tally.ts';
import { EVIDENCE_WORDS, VALUE_WORDS } from '../evidence-words.ts';
import { both, nameCountry, number } from '../markup/both.ts';
import { dataOf, html, type Markup } from '../markup/markup.ts';
import { empty, lead, type Section } from '../markup/section.ts';
import { STATE_WORDS, SUBJECT_WORDS } from '../state-words.ts';
import { type Both, RULE_WORDS } from '../words.ts';

const COLUMNS: readonly (readonly [key: string, id: string, en: string])[] = [
  ['rule', 'Aturan', 'Rule'],
  ['place', 'PPLN', 'Committee'],
  ['reference', 'Tentang', 'About'],
  ['evidence', 'Bukti', 'Evidence'],
  ['state', 'Status', 'State'],
];

/** The findings one by one, as many as the page holds; its script fills the table. */
export function findings(data: ReportData): Section {
  const { cells, shown } = data;
  const total = sum(cells);
  const isPart = shown.rows.length < total;
  return {
    id: 'findings',
    title: { id: 'Daftar temuan', en: 'The findings' },
    body:
      total === 0
        ? empty(
            both('Tidak ada temuan.', 'Nothing was found.'),
            both(
              'Aturan yang diperiksa tidak menemukan apa pun.',
              'The rules that were checked found nothing.',
            ),
          )
        : html`${lead(
            isPart
              ? both(
                  html`Halaman ini memuat ${number(shown.rows.length)} dari ${number(total)} temuan: paling banyak ${number(shown.atMost)} dari setiap aturan di setiap PPLN. Semuanya ada di <a href="findings.csv">findings.csv</a>.`,
                  html`This page holds ${number(shown.rows.length)} of ${number(total)} findings: at most ${number(shown.atMost)} of each rule and committee. All of them are in <a href="findings.csv">findings.csv</a>.`,
                )
              : both(
                  html`Halaman ini memuat semua ${number(total)} temuan, seperti <a href="findings.csv">findings.csv</a>.`,
                  html`This page holds all ${number(total)} findings, as does <a href="findings.csv">findings.csv</a>.`,
                ),
          )}
<noscript><p class="notice">${both('Tabel ini memerlukan JavaScript. Semua temuan ada di findings.csv.', 'This table needs JavaScript. All findings are in findings.csv.')}</p></noscript>
<form class="filters" id="findings-filters" role="search">
${choice('rule', 'Aturan', 'Rule')}${choice('place', 'PPLN', 'Committee')}${choice('state', 'Status', 'State')}
<p><label for="filter-new">${both('Kebaruan', 'Novelty')}</label><select id="filter-new" name="new">
<option value="" data-id="Semua" data-en="All">Semua</option><option value="1" data-id="Hanya yang baru" data-en="New only">Hanya yang baru</option></select></p>
<p><label for="filter-text">${both('Kode atau tanda', 'Id or token')}</label><input id="filter-text" name="text" type="search" autocomplete="off" spellcheck="false"></p>
<p class="reset"><button type="reset">${both('Hapus saringan', 'Clear')}</button></p>
</form>
<div class="scroll" tabindex="0" role="region" aria-labelledby="findings-caption">
<table id="findings-table" class="findings" role="table">
<caption id="findings-caption"><span class="unseen">${both('Daftar temuan', 'The findings')}: </span><output id="findings-count" class="count"></output></caption>
<thead role="rowgroup"><tr role="row">${COLUMNS.map(
            ([key, id, en]) =>
              html`<th scope="col" role="columnheader" data-key="${key}"><button type="button">${both(id, en)}</button></th>`,
          )}</tr></thead>
<tbody role="rowgroup"></tbody></table></div>
<nav class="pager" data-label-id="Halaman temuan" data-label-en="Pages of findings" aria-label="Halaman temuan">
<button type="button" data-step="-1">${both('Sebelumnya', 'Previous')}</button>
<span id="findings-page"></span>
<button type="button" data-step="1">${both('Berikutnya', 'Next')}</button></nav>
<script type="application/json" id="findings-data">${dataOf(describe(data))}</script>`,
  };
}

function choice(name: string, id: string, en: string): Markup {
  return html`<p><label for="filter-${name}">${both(id, en)}</label><select id="filter-${name}" name="${name}"><option value="" data-id="Semua" data-en="All">Semua</option></select></p>`;
}

/** The findings and the words that they are told in, as the script of the page reads them. */
function describe({ check, cells, shown }: ReportData): unknown {
  const words = (all: Iterable<readonly [string, { readonly name: Both }]>) =>
    Object.fromEntries([...all].map(([code, { name }]) => [code, name]));
  return {
    rows: shown.rows,
    found: Object.fromEntries(sumBy(cells, ({ rule }) => rule)),
    cities: Object.fromEntries(check.committees.map(({ code, city }) => [code, city])),
    countries: Object.fromEntries(
      [...new Set(cells.map(({ country }) => country))].map((code) => [code, nameCountry(code)]),
    ),
    rules: words(RULE_WORDS),
    states: words(FINDING_STATES.map((state) => [state, STATE_WORDS[state]])),
    subjects: Object.fromEntries(FINDING_SUBJECTS.map((subject) => [subject, SUBJECT_WORDS[subject]])),
    evidence: words(EVIDENCE_WORDS),
    values: Object.fromEntries(VALUE_WORDS),
  };
}
