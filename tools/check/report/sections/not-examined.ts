import type { RuleLine } from '../data/rule-lines.ts';
import { both, say } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';
import { OUTCOME_WORDS } from '../state-words.ts';
import { RULE_WORDS } from '../words.ts';

/** The rules that were not decided, and why: nobody looked, which is another thing than that nothing was found. */
export function notExamined(lines: readonly RuleLine[]): Markup | undefined {
  const undecided = lines.filter(({ outcome }) => outcome !== 'CHECKED');
  if (undecided.length === 0) return undefined;
  return html`<aside id="not-examined" class="not-examined" aria-labelledby="not-examined-title" tabindex="-1">
<h3 id="not-examined-title">${both(
    html`Tidak diperiksa: ${undecided.length} aturan`,
    html`Not examined: ${undecided.length} ${undecided.length === 1 ? 'rule' : 'rules'}`,
  )}</h3>
<p>${both(
    'Untuk aturan ini tidak ada jawaban. Itu bukan nol: tidak seorang pun melihatnya.',
    'There is no answer for these. That is not zero: nobody looked.',
  )}</p>
<dl>${undecided.map(
    ({ code, outcome }) => html`<div><dt><span class="code">${code}</span> ${nameRule(code)}</dt>
<dd><b>${say(OUTCOME_WORDS[outcome].name)}.</b> ${say(OUTCOME_WORDS[outcome].meaning)}</dd></div>`,
  )}</dl>
</aside>`;
}

/** The name of a rule; nothing for one that the words do not know yet. */
export function nameRule(code: string): Markup | undefined {
  const words = RULE_WORDS.get(code);
  return words && say(words.name);
}
