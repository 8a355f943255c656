import { html, type Insert, type Markup } from './markup.ts';

/** A column of a table, by which it can be sorted. */
export interface Column {
  readonly label: Markup;
  /** Numbers begin with the greatest and stand at the right; texts with the first of the alphabet. */
  readonly kind: 'text' | 'number' | 'picture';
  /** What it is sorted by at first. */
  readonly order?: 'ascending' | 'descending';
}

/** A table that the page sorts and that scrolls inside itself where it is too wide. Its caption is for those who do not see the title above. */
export function table(
  id: string,
  caption: Markup,
  columns: readonly Column[],
  rows: readonly Insert[],
  className = '',
): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}-caption">
<table id="${id}" class="${className}" data-sorts>
<caption id="${id}-caption"><span class="unseen">${caption}</span></caption>
<thead><tr>${columns.map(head)}</tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

/** A cell with a number; without one, an explanation that sorts after all numbers. */
export function numberCell(shown: Insert, value: number | undefined): Markup {
  return html`<td class="number" data-v="${value ?? ''}">${shown}</td>`;
}

function head({ label, kind, order }: Column): Markup {
  const sorted = order === undefined ? undefined : html` aria-sort="${order}"`;
  if (kind === 'picture') return html`<th scope="col" class="picture">${label}</th>`;
  return html`<th scope="col" class="${kind}" data-kind="${kind}"${sorted}><button type="button">${label}</button></th>`;
}
