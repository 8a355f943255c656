import type { Both } from '../words.ts';
import { html, type Insert, type Markup } from './markup.ts';

const FORMATS: { readonly [Language in keyof Both]: string } = { id: 'id-ID', en: 'en-GB' };
const COUNTRIES = {
  id: new Intl.DisplayNames('id', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
};
/** Territories that have a longer name than anybody uses. */
const SHORTENED: ReadonlyMap<string, Both> = new Map([
  ['HK', { id: 'Hong Kong', en: 'Hong Kong' }],
  ['MO', { id: 'Makau', en: 'Macao' }],
]);
/** Where Bawaslu sits. */
const JAKARTA = 'Asia/Jakarta';

/** Both languages, of which the page shows one. */
export function both(id: Insert, en: Insert): Markup {
  return html`<span lang="id">${id}</span><span lang="en">${en}</span>`;
}

/** A text out of the words of the report. */
export function say({ id, en }: Both): Markup {
  return id === en ? html`${id}` : both(id, en);
}

/** A number, which the page writes as its language does. Indonesian until then. */
export function number(value: number, digits = 0): Markup {
  return html`<span class="n" data-n="${value}" data-digits="${digits}">${formatNumber(value, digits)}</span>`;
}

/** A number in Indonesian. Pure. */
export function formatNumber(value: number, digits = 0): string {
  return value.toLocaleString(FORMATS.id, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A moment as day and time in Jakarta. */
export function moment(at: Date): Markup {
  const write = (language: keyof Both) => {
    const day = at.toLocaleDateString(FORMATS[language], { dateStyle: 'long', timeZone: JAKARTA });
    // Dots in Indonesian, colons in English; always 24 hours.
    const time = at.toLocaleTimeString(FORMATS[language], {
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone: JAKARTA,
    });
    return language === 'id' ? `${day} pukul ${time} WIB` : `${day}, ${time} WIB (UTC+7)`;
  };
  return html`<time datetime="${at.toISOString()}">${both(write('id'), write('en'))}</time>`;
}

/** The name of a country; its code where it has none. */
export function nameCountry(code: string): Both {
  const shortened = SHORTENED.get(code);
  if (shortened) return shortened;
  try {
    return { id: COUNTRIES.id.of(code) ?? code, en: COUNTRIES.en.of(code) ?? code };
  } catch {
    return { id: code, en: code };
  }
}
