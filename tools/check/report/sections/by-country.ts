import { type CountryLine, listCountries, sizeOf, UNREGISTERED } from '../data/country-lines.ts';
import type { ReportData } from '../data/report-data.ts';
import { listRules } from '../data/rule-lines.ts';
import { bar, key } from '../markup/bar.ts';
import { both, nameCountry, number, say } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';
import { empty, lead, type Section } from '../markup/section.ts';
import { type Column, numberCell, table } from '../markup/table.ts';
import { OUTCOME_WORDS } from '../state-words.ts';

const COLUMNS: readonly Column[] = [
  { label: both('Negara', 'Country'), kind: 'text' },
  { label: both('Berhak', 'Eligible'), kind: 'number', order: 'descending' },
  { label: html`<span class="unseen">${both('Bagan', 'Chart')}</span>`, kind: 'picture' },
  { label: both('Terdaftar', 'Registered'), kind: 'number' },
  { label: both('Belum terdaftar', 'Not registered'), kind: 'number' },
  { label: both('Terdaftar, %', 'Registered, %'), kind: 'number' },
];

/** Who is registered against who is eligible, by country; a sentence where nobody looked for the second. */
export function byCountry(data: ReportData): Section {
  const outcome = listRules(data).find(({ code }) => code === UNREGISTERED)?.outcome ?? 'NOT_CHOSEN';
  return {
    id: 'countries',
    title: { id: 'Terdaftar terhadap berhak', en: 'Registered against eligible' },
    body:
      outcome === 'CHECKED'
        ? chart(listCountries(data))
        : empty(
            both(
              html`Tidak diketahui pada pemeriksaan ini: aturan ${UNREGISTERED} tidak diputuskan.`,
              html`Not known in this check: rule ${UNREGISTERED} was not decided.`,
            ),
            html`${say(OUTCOME_WORDS[outcome].meaning)} ${both(
              'Siapa yang berhak tetapi belum terdaftar hanya tampak bila seluruh daftar dibandingkan dengan pekerja aktif KP2MI.',
              "Who is eligible and not registered shows only when the whole list is held against KP2MI's active workers.",
            )}`,
          ),
  };
}

function chart(lines: readonly CountryLine[]): Markup {
  const most = Math.max(0, ...lines.map(sizeOf));
  return html`${lead(
    both(
      'Berhak berarti baris terdaftar ditambah pekerja aktif KP2MI yang cukup umur dan tidak memiliki baris. WNI yang tidak dikenal KP2MI tidak terhitung, sehingga jumlah yang berhak sebenarnya lebih besar.',
      'Eligible are the rows on the list, and active workers of KP2MI who are old enough and have none. Citizens whom KP2MI does not know are not counted, so that more are eligible than these.',
    ),
  )}
<ul class="legend"><li>${key('nila')}${both('Terdaftar', 'Registered')}</li><li>${key('soga')}${both('Berhak, belum terdaftar', 'Eligible, not registered')}</li></ul>
${table(
  'countries-table',
  both('Terdaftar terhadap berhak menurut negara', 'Registered against eligible by country'),
  COLUMNS,
  lines.map((line) => row(line, most)),
  'chart tall',
)}`;
}

function row(line: CountryLine, most: number): Markup {
  const { code, registered, unregistered = 0 } = line;
  const eligible = sizeOf(line);
  const share = eligible === 0 ? undefined : (registered / eligible) * 100;
  const stretches = [
    { size: registered, colour: 'nila' },
    { size: unregistered, colour: 'soga' },
  ];
  return html`<tr><th scope="row">${say(nameCountry(code))}</th>
${numberCell(number(eligible), eligible)}
<td class="picture">${bar(stretches, most)}</td>
${numberCell(number(registered), registered)}${numberCell(number(unregistered), unregistered)}
${numberCell(share === undefined ? '–' : number(Number(share.toFixed(1)), 1), share)}</tr>`;
}
