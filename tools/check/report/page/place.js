/* The part of the address after #: where in the page the reader is, and in which language: #findings, or #lang=en&findings. */

/** @returns {{ language: Language, at: string }} */
function readPlace() {
  const parts = location.hash.slice(1).split('&');
  return {
    language: parts.includes('lang=en') ? 'en' : 'id',
    at: parts.find((part) => part !== '' && !part.includes('=')) ?? '',
  };
}

/** @param {Language} language @param {string} at */
function toHash(language, at) {
  return `#${[language === 'en' ? 'lang=en' : '', at].filter((part) => part !== '').join('&')}`;
}

function showPlace() {
  const { language, at } = readPlace();
  if (language !== currentLanguage()) setLanguage(language);
  const section = at === '' ? null : document.getElementById(at);
  section?.scrollIntoView();
  section?.focus({ preventScroll: true });
}

for (const link of all('a[href^="#"]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    history.pushState(null, '', toHash(currentLanguage(), link.getAttribute('href')?.slice(1) ?? ''));
    showPlace();
  });
}
for (const button of all('button[data-language]')) {
  button.addEventListener('click', () => {
    const language = button.dataset.language === 'en' ? 'en' : 'id';
    history.replaceState(null, '', toHash(language, readPlace().at));
    setLanguage(language);
  });
}
addEventListener('popstate', showPlace);
showPlace();
