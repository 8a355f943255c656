import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataOf, html } from '../../../../tools/check/report/markup/markup.ts';

describe('HTML out of a template', () => {
  it('holds texts as texts, in contents and in attributes', () => {
    const text = '<img src=x onerror="alert(1)">\'&';
    expect(html`<p title="${text}">${text}</p>`.markup).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;">&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;</p>',
    );
  });

  it('takes HTML, lists, numbers and nothing', () => {
    expect(html`${[html`<b>${'<'}</b>`, '>', 3, undefined]}`.markup).toBe('<b>&lt;</b>&gt;3');
  });

  it('lets no text end the quotes or begin a tag', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>"\'&/=!- a;') }), (text) => {
        expect(html`${text}`.markup).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe('data in a script element', () => {
  it('are read back as they were, and cannot end the element', () => {
    const hostile = fc.constantFrom('</script>', '<!--', '<script>', '\u2028', '&lt;', 'a');
    fc.assert(
      fc.property(fc.array(fc.oneof(hostile, fc.string())), (texts) => {
        const { markup } = dataOf(texts);
        expect(markup).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(markup)).toEqual(texts);
      }),
    );
  });
});
