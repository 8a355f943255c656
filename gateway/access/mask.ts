import type { TextMask } from './agreement.ts';
import type { View } from './view.ts';

/** Turns the value of a field into what may be shown of it. */
export type ValueMask = (value: unknown) => unknown;

const NIK_LENGTH = 16;
const NIK_SHOWN = 4;

const VALUE_MASKS: Readonly<Record<TextMask, ValueMask>> = {
  nik4: maskTexts(maskNik),
  last3: maskTexts((text) => hideAllBut(text, 0, 3)),
  last4: maskTexts((text) => hideAllBut(text, 0, 4)),
  passport: maskTexts((text) => hideAllBut(text, 1, 2)),
};

/**
 * Applies a mask that leaves a text a text:
 *
 * - `nik4`: the first four digits and twelve stars; sixteen stars for what is no text of sixteen characters that
 *   begins with four digits.
 * - `last3`, `last4`: a star for each character but the last three or four.
 * - `passport`: the first character, stars, the last two.
 *
 * The last three never show more than half: a text shorter than twice what they would show is stars only. Length
 * is counted in UTF-16 code units and stays; half of a surrogate pair is hidden too. Pure, and idempotent.
 *
 * @returns null for null, a list for a list, and null for anything else that is no text: never the bare value.
 */
export function applyMask(mask: TextMask, value: unknown): unknown {
  return VALUE_MASKS[mask](value);
}

/**
 * Makes the look-up of what is done to a value before it is written: a mask where the view gives the coordinate
 * masked, nothing where it gives it whole, and null in the place of everything that it does not give.
 */
export function createMaskOf(view: View): (coordinate: string) => ValueMask | undefined {
  return (coordinate) => {
    // Names of types are told with whatever is of the type.
    if (coordinate.includes('.__')) return undefined;
    const decision = view.field(coordinate);
    if (decision.kind === 'masked') return VALUE_MASKS[decision.mask];
    return decision.kind === 'denied' ? hideWhole : undefined;
  };
}

function hideWhole(): null {
  return null;
}

function maskTexts(maskText: (text: string) => string): ValueMask {
  return function maskValue(value: unknown): unknown {
    if (typeof value === 'string') return maskText(value);
    return Array.isArray(value) ? value.map(maskValue) : null;
  };
}

function maskNik(text: string): string {
  const isShown = text.length === NIK_LENGTH && /^[0-9]{4}/.test(text);
  return (isShown ? text.slice(0, NIK_SHOWN) : '').padEnd(NIK_LENGTH, '*');
}

function hideAllBut(text: string, first: number, last: number): string {
  if (text.length < 2 * (first + last)) return stars(text.length);
  const shownFirst = endsInsidePair(text, first) ? first - 1 : first;
  const end = text.length - last;
  const from = endsInsidePair(text, end) ? end + 1 : end;
  return text.slice(0, shownFirst) + stars(from - shownFirst) + text.slice(from);
}

const STARS = Array.from({ length: 65 }, (_, count) => '*'.repeat(count));

/** So many stars; for the lengths that numbers and names have, the same text each time. */
function stars(count: number): string {
  return STARS[count] ?? '*'.repeat(count);
}

/** True when a text cut before this position would end with the first half of a surrogate pair. */
function endsInsidePair(text: string, position: number): boolean {
  const before = text.charCodeAt(position - 1);
  const after = text.charCodeAt(position);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
