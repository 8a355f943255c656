import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  HONG_KONG,
  JEDDAH,
  KUALA_LUMPUR,
  type MadeUpOversight,
  makeCheck,
  makeFinding,
  makeRules,
  makeUnregistered,
  openMadeUpOversight,
} from './setup/made-up-check.ts';

const CHROMIUM = '/usr/bin/chromium';
const isChromiumHere = existsSync(CHROMIUM);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND']; // biome-ignore format: one line
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
/** What a text may try that is not the page's own. */
const HOSTILE = '<img src=x onerror="window.struck=1"></script><script>window.struck=1</script>';

interface OpenPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

it('is tested in a browser', ({ skip }) => {
  if (!isChromiumHere) {
    skip(`left out: the report in a browser. To have it, install ${CHROMIUM}: apt-get install -y chromium`);
  }
  expect(isChromiumHere).toBe(true);
});

describe.runIf(isChromiumHere)('the report in a browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  let oversight: MadeUpOversight;
  let address: string;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    oversight = await openMadeUpOversight();
    const many = (count: number, given: Parameters<typeof makeFinding>[0]) =>
      Array.from({ length: count }, () => makeFinding(given));
    const before = makeCheck({
      _id: 'before',
      startedAt: new Date('2026-10-01'),
      rules: makeRules({ B12: 4 }),
    });
    await oversight.put({ check: before, findings: [], rows: {} });
    await oversight.put({
      check: makeCheck({ startedBy: HOSTILE }),
      findings: [
        ...many(1_200, {}),
        ...many(3, {
          rule: 'B02',
          ppln: JEDDAH.code,
          country: 'SA',
          state: 'ANSWERED',
          evidence: { repatriatedMonth: '2023-08' },
        }),
        ...many(2, {
          rule: 'B03',
          firstCheck: 'before',
          evidence: { token: 'abcdefghijklmnopqrstuv', rows: 2, committees: 2 },
        }),
        makeFinding({
          rule: 'B19',
          ppln: HONG_KONG.code,
          country: 'HK',
          evidence: { letters: 2, [HOSTILE]: HOSTILE },
        }),
        makeUnregistered('SA'),
      ],
      rows: { [KUALA_LUMPUR.code]: 300, [HONG_KONG.code]: 200, [JEDDAH.code]: 100 },
    });
    address = pathToFileURL((await oversight.write('check-1')).html).href;
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await oversight?.close();
  });

  async function open(hash = '', options = DESKTOP): Promise<OpenPage> {
    const page = await (await browser.newContext(options)).newPage();
    page.setDefaultTimeout(15_000);
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.exposeFunction('complain', (text: string) => complaints.push(text));
    await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
      complain(event.violatedDirective + ' ' + event.blockedURI))`);
    await page.goto(`${address}${hash}`);
    return { page, requests, complaints };
  }

  const findings = (page: Page) => page.locator('#findings-table tbody tr');
  const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not seen.
  const seen = (locator: Locator) => locator.innerText();
  const count = async (page: Page) => await page.locator('#findings-count').textContent();

  it('asks for nothing, complains of nothing, and runs no text', async () => {
    const { page, requests, complaints } = await open();
    await page.getByRole('button', { name: 'English' }).click();
    await choice(page, 'Rule').selectOption('B19');
    expect(await findings(page).textContent()).toContain('<img src=x');
    await page.getByRole('button', { name: 'Committee' }).first().click();
    await page.evaluate('document.fonts.ready.then(() => null)');
    expect(requests.filter((url) => !url.startsWith('data:font/'))).toEqual([address]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate('window.struck')).toBeUndefined();
    expect(await page.evaluate('document.fonts.check(\'16px "Plus Jakarta Sans"\')')).toBe(true);
  });

  it('changes language without loading anew, and keeps it in the address', async () => {
    const { page } = await open();
    expect(await page.title()).toBe('Pemeriksaan daftar pemilih luar negeri');
    expect(await seen(page.locator('.figures'))).toContain('1.207');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.title()).toBe('Check of the overseas voter list');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await seen(page.locator('.figures'))).toContain('1,207');
    expect(await seen(page.getByRole('heading', { level: 1 }))).toBe('Check of the overseas voter list');
    expect(await page.getByRole('navigation', { name: 'Contents' }).count()).toBe(1);
    expect(page.url()).toBe(`${address}#lang=en`);

    await page.getByRole('link', { name: 'The findings' }).click();
    expect(page.url()).toBe(`${address}#lang=en&findings`);
    await page.reload();
    expect(await seen(page.getByRole('heading', { level: 1 }))).toBe('Check of the overseas voter list');
    expect(await seen(findings(page).first())).toContain('Deceased');
    expect(await seen(findings(page).first())).toContain('August 2023');
    await page.getByRole('button', { name: 'Indonesia', exact: true }).click();
    expect(page.url()).toBe(`${address}#findings`);
    expect(await seen(findings(page).first())).toContain('Agustus 2023');
  });

  it('shows only one language to eyes and to readers of the screen', async () => {
    const { page } = await open('#lang=en');
    const text = await seen(page.locator('body'));
    for (const word of ['Temuan', 'baris', 'Aturan', 'Negara']) expect(text).not.toContain(word);
    const tree = await page.locator('body').ariaSnapshot();
    for (const word of ['Temuan', 'Aturan', 'Negara']) expect(tree).not.toContain(word);
  });

  it('filters findings by rule, committee, state, novelty and token', async () => {
    const { page } = await open('#lang=en');
    expect(await count(page)).toBe('1,207 findings');
    await choice(page, 'Rule').selectOption('B02');
    expect(await findings(page).count()).toBe(3);
    await choice(page, 'State').selectOption('OPEN');
    expect(await page.getByText('None of the findings on this page.').count()).toBe(1);
    await page.getByRole('button', { name: 'Clear' }).click();
    await choice(page, 'Committee').selectOption(HONG_KONG.code);
    expect(await count(page)).toBe('1 finding');
    await page.getByRole('button', { name: 'Clear' }).click();
    await choice(page, 'Novelty').selectOption('1');
    expect(await count(page)).toBe('1,205 findings');
    await page.getByRole('button', { name: 'Clear' }).click();
    await choice(page, 'Rule').selectOption('B03');
    await findings(page).first().getByRole('button').click();
    expect(await page.getByRole('searchbox', { name: 'Id or token' }).inputValue()).toBe(
      'abcdefghijklmnopqrstuv',
    );
    expect(await count(page)).toBe('2 findings');
  });

  it('shows the findings of a rule when its number is followed', async () => {
    const { page } = await open('#lang=en');
    await page.locator('#rules-table').getByRole('link', { name: '3', exact: true }).click();
    expect(await choice(page, 'Rule').inputValue()).toBe('B02');
    expect(await findings(page).count()).toBe(3);
  });

  it('sorts findings and turns their pages', async () => {
    const { page } = await open('#lang=en');
    const place = page.getByRole('columnheader', { name: 'Committee' }).last();
    await place.getByRole('button').click();
    expect(await place.getAttribute('aria-sort')).toBe('ascending');
    expect(await seen(findings(page).first())).toContain('Hong Kong');
    await place.getByRole('button').click();
    expect(await place.getAttribute('aria-sort')).toBe('descending');
    expect(await seen(findings(page).first())).toContain('Saudi Arabia');
    expect(await seen(page.locator('#findings-page'))).toBe('Page 1 of 49');
    expect(await page.getByRole('button', { name: 'Previous' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Next' }).click();
    expect(await seen(page.locator('#findings-page'))).toBe('Page 2 of 49');
    expect(await findings(page).count()).toBe(25);
  });

  it('sorts its other tables, by numbers as numbers and with what was not examined last', async () => {
    const { page } = await open('#lang=en');
    const rules = page.locator('#rules-table');
    const names = () => rules.locator('tbody th').allInnerTexts();
    expect((await names())[0]).toContain('B12');
    await rules.getByRole('button', { name: 'Findings' }).click();
    expect(await rules.locator('[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    expect((await names()).slice(-2).join()).toMatch(/B07.*B15/);
    expect((await names()).at(-3)).toContain('B12');
    await rules.getByRole('button', { name: 'Rule', exact: true }).click();
    expect((await names()).map((name) => name.slice(0, 3))).toEqual(makeRules().map(({ code }) => code));
  });

  it('is worked by the keyboard alone', async () => {
    const { page } = await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('overview');
    await page.locator('#rules-table thead button').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#rules-table th[aria-sort=ascending]').count()).toBe(1);
    await page.getByRole('region', { name: 'Temuan menurut aturan' }).and(page.locator('.scroll')).focus();
  });

  it('is no wider than a phone in any language, and a finding is a card there', async () => {
    for (const hash of ['', '#lang=en']) {
      const { page } = await open(hash, PHONE);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      const [first, second] = await findings(page).first().locator('td').all();
      const [above, below] = [await first?.boundingBox(), await second?.boundingBox()];
      expect(below?.y).toBeGreaterThan(above?.y ?? Number.NaN);
      expect(below?.x).toBe(above?.x);
    }
  });

  it('names its parts for those who do not see them', async () => {
    const { page } = await open('#lang=en');
    for (const role of ['banner', 'main', 'contentinfo', 'search'] as const) {
      expect(await page.getByRole(role).count(), role).toBe(1);
    }
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    for (const table of await page.getByRole('table').all()) {
      expect((await table.locator('caption').textContent())?.trim()).not.toBe('');
      for (const head of await table.locator('thead th').all())
        expect(await head.getAttribute('scope')).toBe('col');
    }
    expect(await page.locator('svg:not([aria-hidden=true])').count()).toBe(0);
    for (const field of await page.locator('select, input').all()) {
      expect(await page.locator(`label[for=${await field.getAttribute('id')}]`).count()).toBe(1);
    }
  });

  it('has all of it in print, and light colours', async () => {
    const { page } = await open('#lang=en', { ...DESKTOP, colorScheme: 'dark' });
    const paper = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    expect(await paper()).toBe('rgb(14, 18, 26)');
    await page.emulateMedia({ media: 'print' });
    expect(await paper()).toBe('rgb(255, 255, 255)');
    expect(await page.locator('#matrix-table').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'English' }).isVisible()).toBe(false);
  });
});
