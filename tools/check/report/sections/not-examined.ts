import type { RuleLine } from '../data/rule-lines.ts';
import { both, number, say } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';
import { OUTCOME_WORDS } from '../state-words.ts';
import { RULE_WORDS } from '../words.ts';

/** The rules that were not decided, and why: nobody looked, which is another thing than that nothing was found. */
export function notExamined(lines: readonly RuleLine[]): Markup | undefined {
  const undecided = lines.filter(({ outcome }) => outcome !== 'CHECKED');
  const inPart = lines.filter(({ outcome, tooSmall }) => outcome === 'CHECKED' && tooSmall > 0);
  if (undecided.length === 0 && inPart.length === 0) return undefined;
  return html`<aside id="not-examined" class="not-examined" aria-labelledby="not-examined-title" tabindex="-1">
<h3 id="not-examined-title">${
    undecided.length === 0
      ? both('Tidak semuanya diperiksa', 'Not all was examined')
      : both(
          html`Tidak diperiksa: ${undecided.length} aturan`,
          html`Not examined: ${undecided.length} ${undecided.length === 1 ? 'rule' : 'rules'}`,
        )
  }</h3>
<p>${both(
    'Di sini tidak ada jawaban. Itu bukan nol: tidak seorang pun melihatnya.',
    'There is no answer here. That is not zero: nobody looked.',
  )}</p>
<dl>${undecided.map(
    ({ code, outcome }) => html`<div><dt><span class="code">${code}</span> ${nameRule(code)}</dt>
<dd><b>${say(OUTCOME_WORDS[outcome].name)}.</b> ${say(OUTCOME_WORDS[outcome].meaning)}</dd></div>`,
  )}${inPart.map(
    ({ code, tooSmall }) => html`<div><dt><span class="code">${code}</span> ${nameRule(code)}</dt>
<dd><b>${describeTooSmall(tooSmall)}.</b> ${say(OUTCOME_WORDS.TOO_SMALL.meaning)}</dd></div>`,
  )}</dl>
</aside>`;
}

/** Of how many committees a rule could not tell. */
export function describeTooSmall(committees: number): Markup {
  return both(
    html`Tidak diputuskan di ${number(committees)} PPLN`,
    html`Not decided at ${number(committees)} ${committees === 1 ? 'committee' : 'committees'}`,
  );
}

/** The name of a rule; nothing for one that the words do not know yet. */
export function nameRule(code: string): Markup | undefined {
  const words = RULE_WORDS.get(code);
  return words && say(words.name);
}
