import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportData } from '../tools/check/report/data/report-data.ts';
import { toShown } from '../tools/check/report/data/shown-finding.ts';
import { createTally } from '../tools/check/report/data/tally.ts';
import { writePage } from '../tools/check/report/write-page.ts';
import { KUALA_LUMPUR, makeCheck, makeFinding, makeRules } from './setup/made-up-check.ts';

/** Everything that a page is written from, where the texts that come from elsewhere are the given one. */
function dataWith(text: string): ReportData {
  const committee = { ...KUALA_LUMPUR, city: text, name: text };
  const finding = makeFinding({
    _id: text,
    rule: 'B03',
    voterId: text,
    country: 'MY',
    evidence: { token: text, rows: 2, [text]: text },
  });
  const tally = createTally();
  tally.add({ ...finding, isNew: true });
  const check = makeCheck({
    _id: text,
    election: text,
    startedBy: text,
    isOfWholeList: false,
    committees: [committee, { ...committee, code: '990502', country: text }],
  });
  return {
    check,
    cells: tally.cells(),
    registered: new Map([[committee.code, 300]]),
    tooSmall: new Map([['B20', 1]]),
    methods: [{ method: 'POS', registered: 300, byRule: new Map([['B03', 1]]) }],
    previous: { check: makeCheck({ _id: text, rules: makeRules({ B03: 3 }) }), gone: new Map([['B03', 2]]) },
    isFollowed: true,
    shown: { rows: [toShown(finding, true)], atMost: 1 },
  };
}

/** Tags with the names of their attributes, in their order. */
function skeletonOf(page: string): readonly string[] {
  const withoutCode = page.replaceAll(/<(script|style)([^>]*)>.*?<\/\1>/gs, '<$1$2></$1>');
  return [...withoutCode.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""'));
}

describe('the page of a report', () => {
  let plain = '';
  beforeAll(async () => {
    plain = await writePage(dataWith('text'));
  });

  it('is the same whatever a text from elsewhere says, but for the text', async () => {
    const sign = fc.constantFrom('<', '>', '"', "'", '&', '/', '=', ' ', '`', '!', '-', 'a', '\u2028');
    const hostile = fc.oneof(
      fc.constantFrom('</script><script>alert(1)</script>', '" onload="alert(1)', '<!--', ']]>', '</title>'),
      fc.string({ unit: sign, minLength: 1, maxLength: 20 }),
    );
    const skeleton = skeletonOf(plain);
    expect(skeleton.length).toBeGreaterThan(500);
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        expect(skeletonOf(await writePage(dataWith(text)))).toEqual(skeleton);
      }),
      { numRuns: 40 },
    );
  });

  it('may load nothing, send nothing, and run nothing but the scripts that stand in it', () => {
    const [, policy = ''] = plain.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/) ?? [];
    const directives = new Map(
      policy
        .replaceAll('&#39;', "'")
        .split('; ')
        .map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]),
    );
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const scripts = [...plain.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = '']) => hash(text));
    const [, style = ''] = plain.match(/<style>(.*?)<\/style>/s) ?? [];
    expect(scripts.length).toBeGreaterThan(3);
    expect(Object.fromEntries(directives)).toEqual({
      'default-src': ["'none'"],
      'script-src': scripts,
      'style-src': [hash(style)],
      'font-src': ['data:'],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
    });
  });

  it('names no other host and no file but its own', () => {
    const withoutFont = plain.replaceAll(/url\(data:font[^)]*\)/g, '');
    expect(withoutFont).not.toMatch(/https?:|url\(|@import|\bsrc=|\bstyle=|\son\w+=/);
    const links = new Set([...plain.matchAll(/href="([^"#]*)[^"]*"/g)].map(([, to]) => to));
    expect([...links].sort()).toEqual(['', 'findings.csv', 'summary.json']);
  });

  it('says all that it says in both languages', () => {
    const body = plain.slice(plain.indexOf('<body>'), plain.indexOf('<script'));
    const count = (language: string) => body.split(`<span lang="${language}">`).length;
    expect(count('id')).toBe(count('en'));
    expect(count('id')).toBeGreaterThan(150);
    // What stands outside of both is no word of a language: numbers, codes, names, and what came from elsewhere.
    let outside = '';
    let depth = 0;
    for (const [token] of body.matchAll(/<[^>]*>|[^<]+/g)) {
      if (token.startsWith('<span')) depth += depth > 0 || token.includes(' lang=') ? 1 : 0;
      else if (token === '</span>') depth = Math.max(0, depth - 1);
      else if (depth === 0 && !token.startsWith('<')) outside += ` ${token}`;
    }
    const allowed =
      /^(Indonesia|English|Malaysia|Semua|Hanya|yang|baru|text|KPU|NIK|PPLN|B\d\d|v\d|[A-Z_]+|[a-zA-Z]*Month|[a-z]+Quality|nikState)$/;
    const words = [...new Set(outside.match(/\p{L}[\p{L}\d_]+/gu))].filter((word) => !allowed.test(word));
    const codes = ['age', 'token', 'rows', 'committees', 'persons', 'country', 'method', 'reason', 'voters', 'capacity', 'letters', 'dpt', 'dpk']; // biome-ignore format: one line
    expect(words.filter((word) => !codes.includes(word))).toEqual([]);
  });

  it('keeps to the scripts and styles of its folder', () => {
    const style = readFileSync(new URL('../tools/check/report/page/page.css', import.meta.url), 'utf8');
    expect(plain).toContain(style);
  });
});
