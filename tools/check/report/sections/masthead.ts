import type { ReportData } from '../data/report-data.ts';
import { both, moment, nameCountry, say } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';
import type { Both } from '../words.ts';

/** The title of the page. */
export const TITLE: Both = {
  id: 'Pemeriksaan daftar pemilih luar negeri',
  en: 'Check of the overseas voter list',
};

/** Committees that are named one by one; of more, only the first. */
const MOST_NAMED = 4;

/** The head of the page: what it is, of what, and the switch of languages. */
export function masthead({ check }: ReportData): Markup {
  return html`<header class="masthead">
<div class="masthead-top">
<p class="kicker">${both('Badan Pengawas Pemilihan Umum', 'Election Supervisory Agency of Indonesia')}</p>
<div class="switch" role="group" data-label-id="Bahasa" data-label-en="Language" aria-label="Bahasa">
<button type="button" data-language="id" lang="id" aria-pressed="true">Indonesia</button>
<button type="button" data-language="en" lang="en" aria-pressed="false">English</button>
</div>
</div>
<h1>${say(TITLE)}</h1>
<p class="scope">${describeScope(check)}</p>
<p class="masthead-when">${check.election} · ${moment(check.finishedAt ?? check.startedAt)}</p>
</header>`;
}

/** Over what the check went, in words. */
export function describeScope({ isOfWholeList, committees }: ReportData['check']): Markup {
  const count = committees.length;
  if (isOfWholeList) return both(`Seluruh daftar, ${count} PPLN`, `The whole list, ${count} committees`);
  const named = committees
    .slice(0, MOST_NAMED)
    .map(({ city, country }) => ({ city, country: nameCountry(country) }));
  const list = (language: keyof Both) =>
    named.map(({ city, country }) => `${city}, ${country[language]}`).join('; ');
  const others = count - named.length;
  return both(
    `PPLN ${list('id')}${others > 0 ? `; dan ${others} lainnya` : ''}`,
    `${list('en')}${others > 0 ? `; and ${others} others` : ''}`,
  );
}
