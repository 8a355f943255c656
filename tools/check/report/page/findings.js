/* The table of findings: filtered, sorted and turned page by page over what the page holds. */

/** Rows of a page; on a phone each is a card. */
const ROWS_SHOWN = matchMedia('(max-width: 640px)').matches ? 10 : 25;

/** @param {FindingsData} data */
function showFindings(data) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById('findings-filters'));
  const table = /** @type {HTMLElement} */ (document.getElementById('findings-table'));
  const body = /** @type {HTMLElement} */ (table.querySelector('tbody'));
  const heads = [.../** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll('thead th'))];
  const buttons = [.../** @type {NodeListOf<HTMLButtonElement>} */ (all('.pager button'))];
  const total = Object.values(data.found).reduce((sum, each) => sum + each, 0);
  let page = 0;
  let found = [...data.rows];
  let sorted = { key: '', sign: 1 };

  /** @param {string} name */
  const wish = (name) => String(new FormData(form).get(name) ?? '').trim();
  /** @param {Finding} finding */
  const placeOf = ([, place, country]) => place || country;
  /** @type {Readonly<Record<string, (finding: Finding) => string>>} */
  const sortKeys = {
    rule: ([rule]) => rule,
    place: (finding) => nameOfPlace(data, finding),
    reference: ([, , , , subject, reference]) => `${subject} ${reference}`,
    evidence: ([, , , , , , evidence]) => evidence,
    state: ([, , , state]) => String(Object.keys(data.states).indexOf(state)),
  };

  const select = () => {
    const [rule, place, state, isNew, text] = ['rule', 'place', 'state', 'new', 'text'].map(wish);
    found = data.rows.filter(
      (finding) =>
        (rule === '' || finding[0] === rule) &&
        (place === '' || placeOf(finding) === place) &&
        (state === '' || finding[3] === state) &&
        (isNew === '' || finding[7] === 1) &&
        (text === '' || finding[5].includes(text ?? '') || finding[6].includes(text ?? '')),
    );
    const keyOf = sortKeys[sorted.key];
    if (keyOf) {
      const collator = new Intl.Collator(currentLanguage(), { numeric: true });
      const keyed = found.map((finding) => ({ finding, key: keyOf(finding) }));
      keyed.sort((one, other) => sorted.sign * collator.compare(one.key, other.key));
      found = keyed.map(({ finding }) => finding);
    }
    page = 0;
    draw();
  };

  const draw = () => {
    const isEnglish = currentLanguage() === 'en';
    const pages = Math.max(1, Math.ceil(found.length / ROWS_SHOWN));
    const shown = found.slice(page * ROWS_SHOWN, (page + 1) * ROWS_SHOWN);
    const labels = heads.map(textOf);
    if (shown.length > 0) body.replaceChildren(...shown.map((finding) => drawFinding(data, finding, labels)));
    else {
      const none = element(
        'td',
        'nothing',
        isEnglish ? 'None of the findings on this page.' : 'Tidak ada temuan pada halaman ini.',
      );
      none.setAttribute('colspan', '5');
      body.replaceChildren(element('tr', '', none));
    }
    const [first, second] = [formatNumber(page + 1), formatNumber(pages)];
    text('findings-page', isEnglish ? `Page ${first} of ${second}` : `Halaman ${first} dari ${second}`);
    text('findings-count', describeCount(isEnglish));
    for (const button of buttons) {
      const to = page + Number(button.dataset.step);
      button.disabled = to < 0 || to >= pages;
    }
  };

  /** How many are shown, and of how many where that is known. @param {boolean} isEnglish */
  const describeCount = (isEnglish) => {
    const others = ['place', 'state', 'new', 'text'].some((name) => wish(name) !== '');
    const rule = wish('rule');
    const of = others ? found.length : rule === '' ? total : (data.found[rule] ?? 0);
    const count = formatNumber(found.length);
    const word = isEnglish ? (of === 1 ? 'finding' : 'findings') : 'temuan';
    if (of === found.length) return `${count} ${word}`;
    return `${count} ${isEnglish ? 'of' : 'dari'} ${formatNumber(of)} ${word}`;
  };

  /** @param {string} id @param {string} value */
  const text = (id, value) => {
    const place = document.getElementById(id);
    if (place) place.textContent = value;
  };

  /** @param {string} name @param {readonly (readonly [value: string, label: string])[]} options */
  const offer = (name, options) => {
    const field = /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
    const kept = field.value;
    const made = options.map(([value, label]) => new Option(label, value, false, value === kept));
    field.replaceChildren(/** @type {Node} */ (field.firstElementChild), ...made);
  };

  const offerAll = () => {
    const rules = [...new Set(data.rows.map(([rule]) => rule))].sort();
    const places = new Map(data.rows.map((finding) => [placeOf(finding), nameOfPlace(data, finding)]));
    const states = Object.keys(data.states).filter((state) =>
      data.rows.some((finding) => finding[3] === state),
    );
    offer(
      'rule',
      rules.map((rule) => [rule, `${rule} ${wordFor(data.rules, rule)}`]),
    );
    offer(
      'place',
      [...places].sort(([, one], [, other]) => one.localeCompare(other)),
    );
    offer(
      'state',
      states.map((state) => [state, wordFor(data.states, state)]),
    );
  };

  form.addEventListener('input', select);
  form.addEventListener('submit', (event) => event.preventDefault());
  // The fields are cleared after the listeners have run.
  form.addEventListener('reset', () => setTimeout(select));
  for (const head of heads) {
    head.querySelector('button')?.addEventListener('click', () => {
      sorted = { key: head.dataset.key ?? '', sign: turnHead(head, 'ascending') };
      select();
    });
  }
  for (const button of buttons) {
    button.addEventListener('click', () => {
      page += Number(button.dataset.step);
      draw();
      table.scrollIntoView({ block: 'start' });
    });
  }
  document.addEventListener('click', ({ target }) => {
    const marked = target instanceof Element ? target.closest('[data-token], [data-rule]') : null;
    const { token, rule } = marked instanceof HTMLElement ? marked.dataset : {};
    if (token === undefined && rule === undefined) return;
    form.reset();
    const field = /** @type {HTMLInputElement} */ (
      form.elements.namedItem(token === undefined ? 'rule' : 'text')
    );
    field.value = token ?? rule ?? '';
  });
  languageListeners.push(() => {
    offerAll();
    draw();
  });
  offerAll();
  draw();
}

const findingsData = document.getElementById('findings-data')?.textContent;
if (findingsData) showFindings(JSON.parse(findingsData));
