import type { Both } from '../words.ts';
import { say } from './both.ts';
import { html, type Insert, type Markup } from './markup.ts';

/** A section of the report. */
export interface Section {
  /** Under which links reach it. */
  readonly id: string;
  readonly title: Both;
  readonly body: Markup;
}

/** A section in the page, under its number. */
export function frame({ id, title, body }: Section, at: number): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title" tabindex="-1">
<h2 id="${id}-title"><span class="section-number">${at + 1}</span>${say(title)}</h2>
${body}
</section>
`;
}

/** A sentence or two under the title of a section. */
export function lead(text: Insert): Markup {
  return html`<p class="lead">${text}</p>`;
}

/** What stands where there is nothing to draw, and why. */
export function empty(title: Insert, why: Insert): Markup {
  return html`<div class="empty"><p class="empty-title">${title}</p><p>${why}</p></div>`;
}
