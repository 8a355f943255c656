import { html, type Markup } from './markup.ts';

/** A stretch of a bar. */
export interface Stretch {
  readonly size: number;
  /** Name of its colour in the style. */
  readonly colour: string;
}

const WIDTH = 1000;
const HEIGHT = 10;
/** What there is a little of is seen. */
const LEAST = 3;

/** A bar of stretches one after the other, as wide as its place where they make `full`. The numbers stand beside it. */
export function bar(stretches: readonly Stretch[], full: number): Markup {
  let x = 0;
  const parts = stretches.map(({ size, colour }) => {
    const width = size === 0 || full === 0 ? 0 : Math.max(LEAST, (size / full) * WIDTH);
    const part = html`<rect class="${colour}" x="${round(x)}" width="${round(width)}" height="${HEIGHT}"/>`;
    x += width;
    return part;
  });
  return draw(parts);
}

/** A bar on both sides of a line in the middle, where `full` is the width of one side. */
export function twoSided(left: Stretch, right: Stretch, full: number): Markup {
  const scale = (size: number) =>
    size === 0 || full === 0 ? 0 : Math.max(LEAST, (size / full) * (WIDTH / 2));
  const [before, after] = [scale(left.size), scale(right.size)];
  return draw([
    html`<rect class="${left.colour}" x="${round(WIDTH / 2 - before)}" width="${round(before)}" height="${HEIGHT}"/>`,
    html`<rect class="${right.colour}" x="${WIDTH / 2}" width="${round(after)}" height="${HEIGHT}"/>`,
    html`<path class="axis" d="M${WIDTH / 2} 0V${HEIGHT}"/>`,
  ]);
}

/** What a colour stands for: a square of it, to stand before the word. */
export function key(colour: string): Markup {
  return html`<svg class="key" viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="${colour}" width="10" height="10"/></svg>`;
}

function draw(parts: readonly Markup[]): Markup {
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${parts}</svg>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
