import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCanaryData } from './setup/canary-data.ts';
import { type ExplorerUnderTest, startExplorerUnderTest } from './setup/explorer-under-test.ts';
import { idAt } from './setup/test-ids.ts';

const CHROMIUM = '/usr/bin/chromium';
const isChromiumHere = existsSync(CHROMIUM);
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A name of any other host leads nowhere, so that a request that got past the assertions would still fail.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

/** A page of the explorer, and all that it did which it may not do. */
interface OpenPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

it('is tested in a browser', ({ skip }) => {
  if (!isChromiumHere) {
    skip(`left out: the explorer in a browser. To have it, install ${CHROMIUM}: apt-get install -y chromium`);
  }
  expect(isChromiumHere).toBe(true);
});

describe.runIf(isChromiumHere)('the explorer in a browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  let explorer: ExplorerUnderTest;
  let production: ExplorerUnderTest;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    explorer = await startExplorerUnderTest();
    production = await startExplorerUnderTest({ givesTokens: false });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([explorer?.stop(), production?.stop()]);
  });

  async function open(hash: string, options = DESKTOP, origin = explorer.origin): Promise<OpenPage> {
    const page = await (await browser.newContext(options)).newPage();
    page.setDefaultTimeout(15_000);
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.exposeFunction('complain', (text: string) => complaints.push(text));
    await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
      complain(event.violatedDirective + ' ' + event.blockedURI))`);
    await page.goto(`${origin}/${hash}`);
    return { page, requests, complaints };
  }

  const access = (page: Page) => page.getByRole('region', { name: 'Access' });
  const answer = (page: Page) => page.getByRole('region', { name: 'Answer' });
  const run = async (page: Page) => {
    await page.getByRole('button', { name: 'Run', exact: false }).click();
    await answer(page).getByText(/ ms$/).waitFor();
  };
  const pickAgency = async (page: Page, name: string) => {
    await page.getByRole('button', { name: /^Agency/ }).click();
    await page.getByRole('option', { name }).click();
  };
  const showQueryType = async (page: Page) => {
    await page.getByRole('tab', { name: 'Schema' }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
  };
  const fieldLink = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

  it('asks no other host for anything, and does nothing that its security policy forbids', async () => {
    const { page, requests, complaints } = await open('#agency=dki-jakarta');
    await run(page);
    await page.getByRole('switch', { name: 'Explain every decision' }).check();
    await run(page);
    await showQueryType(page);
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await pickAgency(page, 'Kementerian Luar Negeri');
    await page.getByRole('combobox', { name: /Unit/ }).fill('kuala');
    await page.getByRole('option', { name: 'KBRI-KUALA-LUMPUR' }).click();
    await page.getByRole('textbox', { name: 'Query' }).press('Control+Space');
    await page.getByText('Development token').waitFor();
    await page.evaluate('document.fonts.ready.then(() => null)');

    expect(requests.length).toBeGreaterThan(8);
    expect(requests.filter((url) => !url.startsWith(`${explorer.origin}/`))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('shows the graph as the agency has it, and another one after the agency is changed', async () => {
    const { page } = await open('#agency=public');
    await showQueryType(page);
    await fieldLink(page, 'missions').waitFor();
    expect(await fieldLink(page, 'workers').count()).toBe(0);

    await pickAgency(page, 'Kementerian Pelindungan Pekerja Migran Indonesia');
    await page.getByRole('button', { name: /^Purpose/ }).click();
    await page.getByRole('option', { name: /Placement service/ }).click();
    // The reader's place, the type Query, is kept.
    await fieldLink(page, 'workers').waitFor();
    expect(await page.getByText(/The graph of/).textContent()).toContain('for placement service');
  });

  it('offers the purposes that the agreements of the agency have, and keeps the choice in the address', async () => {
    const { page } = await open('#agency=dki-jakarta');
    await page.getByRole('button', { name: /^Purpose/ }).click();
    const purposes = await page.getByRole('option').locator('.picker-option-name').allTextContents();
    expect(purposes).toEqual(['Repatriation', 'Training match', 'Statistics', 'Data protection']);
    await page.getByRole('option', { name: /Repatriation/ }).click();
    expect(new URL(page.url()).hash).toBe('#agency=dki-jakarta&purpose=REPATRIATION');
  });

  it('begins with the first example of the agency, its variables included', async () => {
    const { page } = await open('#agency=imigrasi');
    const asked = page.waitForRequest(
      (request) => request.postData()?.includes('query AtTheCounter') ?? false,
    );
    await run(page);
    expect((await asked).postDataJSON()).toHaveProperty('variables.passport');
  });

  it('says of a denial what it is about, whose data it is, why, and what to do', async () => {
    const { page } = await open('#agency=dki-jakarta');
    await page.getByRole('button', { name: /^Denied: consular cases/ }).click();
    await page.getByText('Development token').waitFor();
    await run(page);
    const text = await access(page).textContent();
    expect(text).toContain('2 withheld');
    expect(text).toContain('Data of Kementerian Luar Negeri');
    expect(text).toContain('Citizen.consularCases');
    expect(text).toContain('No agreement gives Citizen.consularCases for the purpose REPATRIATION.');
    expect(text).toContain('What to do No agreement with kemlu gives it: ask kemlu for one.');
    expect(text).toContain('A2-kp2mi-dki-jakarta');
    expect(await answer(page).textContent()).toContain('"consularCases": null');
  });

  it('says that everything was given when it was, and by which agreements when asked to explain', async () => {
    const { page } = await open('#agency=dki-jakarta');
    await page.getByRole('switch', { name: 'Explain every decision' }).check();
    await run(page);
    await access(page).getByText('Everything you asked for was given.').waitFor();
    const row = access(page).getByRole('row', { name: /Worker\.education/ });
    expect(await row.textContent()).toContain('GivenA2-kp2mi-dki-jakarta · workers');
  });

  it('shows an operation that was refused whole as such', async () => {
    const { page } = await open('#agency=dki-jakarta');
    await page.getByRole('button', { name: /^Denied: consular cases/ }).click();
    await page.getByText('Development token').waitFor();
    await page.getByRole('radio', { name: 'Refuse it all' }).check();
    await run(page);
    await answer(page).getByText('Refused whole, as you asked').waitFor();
    expect(await access(page).textContent()).toContain('Placement.employerName');
  });

  it('keeps nothing of a person in the browser: no token, no query, no answer', async () => {
    const [person] = createCanaryData().persons;
    const { page } = await open('#agency=citizen');
    await page.getByText('Person id needed').waitFor();
    await page.getByRole('textbox', { name: 'Person id' }).fill(person ? idAt('citizen', person) : '');
    await page.getByText('Development token').waitFor();
    await run(page);
    expect(await answer(page).textContent()).toContain('"me": {');
    const kept = await page.evaluate(`indexedDB.databases().then((databases) => [
      ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...databases.map(({ name }) => name),
      document.cookie, location.href, JSON.stringify(history.state)])`);
    expect(kept).toEqual(['', `${explorer.origin}/#agency=citizen&purpose=SUBJECT_ACCESS`, 'null']);
  });

  it('says so when the gateway does not answer, and tries again on demand', async () => {
    const { page } = await open('#agency=public');
    await page.getByText('Development token').waitFor();
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('button', { name: 'Run', exact: false }).click();
    await answer(page).getByText('The gateway does not answer').waitFor();
    await pickAgency(page, 'Komnas Anak');
    await page.getByRole('tab', { name: 'Schema' }).click();
    const schema = page.getByRole('tabpanel', { name: 'Schema' });
    await schema.getByText('The gateway does not answer').waitFor();
    await page.unroute('**/graphql');
    await schema.getByRole('button', { name: 'Try again' }).click();
    await fieldLink(page, 'Query').waitFor();
    expect(await schema.getByRole('alert').count()).toBe(0);
  });

  it('says so when it cannot even open', async () => {
    const { page } = await open('');
    await page.route('**/explorer/agencies', (route) => route.abort());
    await page.reload();
    await page.getByText('The gateway does not answer').waitFor();
    await page.unroute('**/explorer/agencies');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('region', { name: 'Query' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('says which variables it cannot read, and asks the gateway nothing', async () => {
    const { page, requests } = await open('#agency=public');
    await page.getByText('Development token').waitFor();
    await page.getByRole('textbox', { name: 'Variables' }).fill('{"country": ');
    const asked = requests.length;
    await page.getByRole('button', { name: 'Run', exact: false }).click();
    await answer(page).getByText('The variables are not a JSON object').waitFor();
    expect(requests.length).toBe(asked);
  });

  it('is worked by the keyboard alone', async () => {
    const { page } = await open('#agency=kpu');
    await page.getByText('Development token').waitFor();
    await page.getByRole('button', { name: /^Agency/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /^Badan/ }).waitFor();
    await page.keyboard.type('badan');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Agency: Badan Pengawas' }).waitFor();
    await page.getByText('Development token').waitFor();
    await page.getByRole('textbox', { name: 'Query' }).focus();
    await page.keyboard.press('Control+Enter');
    await answer(page).getByText(/ ms$/).waitFor();
    // Tab leaves the editor instead of being typed into it.
    await page.keyboard.press('Tab');
    const bar = page.getByRole('separator', { name: 'Height of the query' });
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Height of the query');
    const before = Number(await bar.getAttribute('aria-valuenow'));
    await page.keyboard.press('ArrowUp');
    expect(Number(await bar.getAttribute('aria-valuenow'))).toBeLessThan(before);
  });

  it('shows one pane at a time on a phone, none wider than the screen', async () => {
    const { page } = await open('#agency=kemlu', PHONE);
    const go = (name: RegExp) =>
      page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name }).tap();
    await go(/Examples/);
    await page.getByRole('button', { name: /^Denied: training/ }).tap();
    await page.getByText('Development token').waitFor();
    await page.getByRole('button', { name: 'Run', exact: false }).tap();
    await answer(page).getByText(/ ms$/).waitFor();
    expect(await access(page).isVisible()).toBe(false);
    await go(/Access/);
    await access(page).getByText('Citizen.trainings').first().waitFor();
    expect(await answer(page).isVisible()).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  it('asks for a token where none is handed out, and takes one that its issuer signed', async () => {
    const { page, requests } = await open('', DESKTOP, production.origin);
    await page.getByText('This gateway hands out no development tokens.').waitFor();
    await page.getByLabel('Access token').fill('nonsense');
    await page.getByRole('button', { name: 'Use this token' }).click();
    await page.getByText('This is not a token for Simpul').waitFor();

    const token = await production.token({ agency: 'kemlu', unit: 'KBRI-KUALA-LUMPUR' });
    await page.getByLabel('Access token').fill(token);
    await page.getByRole('button', { name: 'Use this token' }).click();
    await page.getByText('Kementerian Luar Negeri (KBRI-KUALA-LUMPUR)', { exact: true }).waitFor();
    await run(page);
    await access(page).getByText('Everything you asked for was given.').waitFor();
    expect(requests.filter((url) => url.endsWith('/explorer/token'))).toEqual([]);
  });

  it('says so when the gateway does not take the token', async () => {
    const { page } = await open('', DESKTOP, production.origin);
    const token = await production.token({ agency: 'kemlu' });
    await page.getByLabel('Access token').fill(`${token.slice(0, -8)}AAAAAAAA`);
    await page.getByRole('button', { name: 'Use this token' }).click();
    await page.getByRole('tab', { name: 'Schema' }).click();
    await page.getByRole('tabpanel', { name: 'Schema' }).getByText('The token was not taken').waitFor();
    await page.getByRole('button', { name: 'Use another token' }).click();
    expect(await page.getByLabel('Access token').inputValue()).toBe('');
  });
});
