import { number } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';

/** Shades of a cell, from a few to the most. */
const SHADES = 4;

/**
 * A cell with a number, the darker the closer it is to the most of its like; unshaded where it has none. The scale is by root,
 * since few have most.
 */
export function shadedCell(findings: number, most: number | undefined): Markup {
  if (findings === 0) return html`<td class="number none" data-v="0">0</td>`;
  const shade = most === undefined ? 0 : Math.max(1, Math.ceil(Math.sqrt(findings / most) * SHADES));
  return html`<td class="number shade-${shade}" data-v="${findings}">${number(findings)}</td>`;
}
