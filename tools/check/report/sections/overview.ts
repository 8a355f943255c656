import { FINDING_STATES } from '../../../../subgraphs/oversight/finding-document.ts';
import type { ReportData } from '../data/report-data.ts';
import { listRules } from '../data/rule-lines.ts';
import { sum, sumBy } from '../data/tally.ts';
import { bar, key } from '../markup/bar.ts';
import { both, number, say } from '../markup/both.ts';
import { html, type Insert, type Markup } from '../markup/markup.ts';
import { STATE_WORDS } from '../state-words.ts';
import { notExamined } from './not-examined.ts';
import { notices } from './notices.ts';

/** What the page begins with: the figures, where the findings stand, and what nobody looked at. */
export function overview(data: ReportData): Markup {
  const { check, cells, previous } = data;
  const lines = listRules(data);
  const total = sum(cells);
  const checked = lines.filter(({ outcome }) => outcome === 'CHECKED').length;
  const news = sum(cells.filter(({ isNew }) => isNew));
  const isFirst = previous === undefined && news === total;
  return html`<section id="overview" class="overview" aria-labelledby="overview-title" tabindex="-1">
<h2 id="overview-title" class="unseen">${both('Ringkasan', 'Overview')}</h2>
${notices(data)}
<dl class="figures">
${figure(both('Baris diperiksa', 'Rows examined'), number(check.votersChecked), both(html`dari ${number(check.votersInAll)} baris`, html`of ${number(check.votersInAll)} rows`))}
${figure(both('Temuan', 'Findings'), number(total), both('satu baris dapat memiliki beberapa', 'a row may have several'))}
${figure(
  both('Temuan baru', 'New findings'),
  number(news),
  isFirst
    ? both('belum ada pemeriksaan sebelumnya', 'there was no check before')
    : both('tidak ada pada pemeriksaan sebelumnya', 'that no earlier check had'),
)}
${figure(
  both('Aturan diperiksa', 'Rules checked'),
  both(
    html`${number(checked)} <small>dari ${lines.length}</small>`,
    html`${number(checked)} <small>of ${lines.length}</small>`,
  ),
  checked < lines.length
    ? html`<a href="#not-examined">${both(`${lines.length - checked} tidak diputuskan`, `${lines.length - checked} not decided`)}</a>`
    : both('semua aturan', 'all rules'),
)}
</dl>
${total > 0 ? standing(data) : undefined}
${notExamined(lines)}
</section>`;
}

function figure(label: Insert, value: Insert, note: Insert): Markup {
  return html`<div><dt>${label}</dt><dd><strong>${value}</strong><span class="note">${note}</span></dd></div>`;
}

/** How far KPU and Bawaslu are with the findings. */
function standing({ cells }: ReportData): Markup {
  const byState = sumBy(cells, ({ state }) => state);
  const total = sum(cells);
  const stretches = FINDING_STATES.map((state) => ({
    size: byState.get(state) ?? 0,
    colour: `state-${state.toLowerCase()}`,
  }));
  return html`<figure class="standing">
<figcaption>${both('Status temuan', 'Where the findings stand')}</figcaption>
${bar(stretches, total)}
<ul>${FINDING_STATES.map(
    (state) =>
      html`<li>${key(`state-${state.toLowerCase()}`)}${say(STATE_WORDS[state].name)} <b>${number(byState.get(state) ?? 0)}</b></li>`,
  )}</ul>
</figure>`;
}
