/* Tables that stand in the page: sorted by their heads, filtered by a field above them. */

/** What a row is sorted by in a column; nothing sorts last. @param {Element} row @param {number} column @param {boolean} isNumber */
function sortValue(row, column, isNumber) {
  const cell = /** @type {HTMLElement} */ (row.children[column]);
  if (!isNumber) return cell.dataset.v ?? textOf(cell);
  return cell.dataset.v === '' ? undefined : Number(cell.dataset.v);
}

/** @param {string | number | undefined} one @param {string | number | undefined} other */
function compareValues(one, other) {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), currentLanguage(), { numeric: true });
}

/** Marks a head as the one that its table is sorted by; again, the other way round. @param {HTMLElement} head @param {string} first */
function turnHead(head, first) {
  const second = first === 'ascending' ? 'descending' : 'ascending';
  const direction = head.ariaSort === first ? second : first;
  for (const each of head.parentElement?.children ?? []) each.removeAttribute('aria-sort');
  head.ariaSort = direction;
  return direction === 'ascending' ? 1 : -1;
}

for (const table of all('table[data-sorts]')) {
  const heads = [.../** @type {NodeListOf<HTMLElement>} */ (table.querySelectorAll('thead th'))];
  const body = /** @type {HTMLElement} */ (table.querySelector('tbody'));
  for (const [column, head] of heads.entries()) {
    head.querySelector('button')?.addEventListener('click', () => {
      const isNumber = head.dataset.kind === 'number';
      const sign = turnHead(head, isNumber ? 'descending' : 'ascending');
      const rows = [...body.children].map((row) => ({ row, value: sortValue(row, column, isNumber) }));
      rows.sort((one, other) => {
        if (one.value === undefined || other.value === undefined) {
          return Number(one.value === undefined) - Number(other.value === undefined);
        }
        return sign * compareValues(one.value, other.value);
      });
      body.append(...rows.map(({ row }) => row));
    });
  }
}

for (const field of all('input[data-filters]')) {
  const input = /** @type {HTMLInputElement} */ (field);
  const rows = [...all(`#${input.dataset.filters} tbody tr`)];
  const names = rows.map((row) => row.querySelector('th')?.textContent?.toLowerCase() ?? '');
  const output = /** @type {HTMLElement} */ (input.parentElement?.querySelector('output'));
  const apply = () => {
    const wanted = input.value.trim().toLowerCase();
    for (const [at, row] of rows.entries()) row.hidden = !names[at]?.includes(wanted);
    const left = rows.filter((row) => !row.hidden).length;
    output.textContent = wanted === '' ? '' : `${formatNumber(left)} / ${formatNumber(rows.length)}`;
  };
  input.addEventListener('input', apply);
  languageListeners.push(apply);
}
