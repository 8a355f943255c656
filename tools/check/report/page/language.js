/* The language of the page. Texts stand in it in both; numbers, options and labels are written anew. */

/** @typedef {'id' | 'en'} Language */

/** @type {Readonly<Record<Language, string>>} */
const LOCALES = { id: 'id-ID', en: 'en-GB' };
/** Called after each change. @type {(() => void)[]} */
const languageListeners = [];

/** @returns {Language} */
function currentLanguage() {
  return document.documentElement.lang === 'en' ? 'en' : 'id';
}

/** @param {number} value @param {number} digits */
function formatNumber(value, digits = 0) {
  return value.toLocaleString(LOCALES[currentLanguage()], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Elements with an attribute. @param {string} selector @returns {NodeListOf<HTMLElement>} */
function all(selector) {
  return document.querySelectorAll(selector);
}

/** What an element says in the language of the page. @param {Element} element */
function textOf(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const other of copy.querySelectorAll(`[lang=${currentLanguage() === 'en' ? 'id' : 'en'}]`))
    other.remove();
  return copy.textContent?.trim() ?? '';
}

/** @param {Language} language */
function setLanguage(language) {
  document.documentElement.lang = language;
  for (const element of all('[data-en]')) element.textContent = element.dataset[language] ?? '';
  for (const element of all('[data-label-en]')) {
    element.ariaLabel = element.dataset[language === 'en' ? 'labelEn' : 'labelId'] ?? '';
  }
  for (const element of all('[data-n]')) {
    element.textContent = formatNumber(Number(element.dataset.n), Number(element.dataset.digits));
  }
  for (const button of all('button[data-language]')) {
    button.ariaPressed = String(button.dataset.language === language);
  }
  for (const listener of languageListeners) listener();
}
