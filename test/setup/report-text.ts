const INLINE = /^<\/?(span|b|a|small|time|strong)\b/;

/** A section of a report's page as a reader of one language has it: its text on one line. */
export function readSection(page: string, id: string, language: 'id' | 'en' = 'en'): string {
  const section = page.split(`<section id="${id}"`)[1]?.split('</section>')[0] ?? '';
  const other = `lang="${language === 'en' ? 'id' : 'en'}"`;
  let text = '';
  let hidden = 0;
  for (const [token] of `<section ${section}`.matchAll(/<[^>]*>|[^<]+/g)) {
    if (!token.startsWith('<')) {
      if (hidden === 0) text += token;
    } else if (token.startsWith('<span')) {
      if (hidden > 0 || token.includes(other)) hidden++;
    } else if (token === '</span>') {
      if (hidden > 0) hidden--;
    }
    if (hidden === 0 && token.startsWith('<') && !INLINE.test(token)) text += ' ';
  }
  return text.replaceAll(/\s+/g, ' ');
}
