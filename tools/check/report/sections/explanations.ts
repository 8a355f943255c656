import { FINDING_STATES } from '../../../../subgraphs/oversight/finding-document.ts';
import { EVIDENCE_WORDS } from '../evidence-words.ts';
import { both, say } from '../markup/both.ts';
import { html, type Markup } from '../markup/markup.ts';
import { lead, type Section } from '../markup/section.ts';
import { STATE_WORDS } from '../state-words.ts';
import { RULE_WORDS } from '../words.ts';

/** What each rule finds and means, and what the codes stand for. */
export function explanations(): Section {
  return {
    id: 'explanations',
    title: { id: 'Arti aturan dan bukti', en: 'What rules and evidence mean' },
    body: html`${lead(
      both(
        'Tidak satu pun temuan menghapus pemilih dengan sendirinya. Setiap baris diperiksa oleh KPU sebelum diubah.',
        'No finding takes a voter off the list by itself. KPU looks at each row before anything is changed.',
      ),
    )}
<dl class="rules">${[...RULE_WORDS].map(
      ([code, { name, finds, meaning }]) => html`<div id="rule-${code}">
<dt><span class="code">${code}</span> ${say(name)}</dt>
<dd>${say(finds)}</dd>
<dd class="meaning">${say(meaning)}</dd></div>`,
    )}</dl>
<h3>${both('Kode bukti', 'Codes of evidence')}</h3>
<p>${both(
      'Bukti hanya berisi kode, bulan, jumlah, dan tanda. Nama, NIK, nomor paspor, tanggal lahir, dan alamat tidak ada di dalamnya.',
      'Evidence holds codes, months, counts and tokens alone. There is no name in it, no NIK, no passport number, no date of birth and no address.',
    )}</p>
<dl class="codes">${[...EVIDENCE_WORDS].map(([code, { name, meaning }]) => entry(code, say(name), say(meaning)))}</dl>
<h3>${both('Status temuan', 'States of a finding')}</h3>
<dl class="codes">${FINDING_STATES.map((state) => entry(state, say(STATE_WORDS[state].name), say(STATE_WORDS[state].meaning)))}</dl>`,
  };
}

function entry(code: string, name: Markup, meaning: Markup): Markup {
  return html`<div><dt>${name} <code>${code}</code></dt><dd>${meaning}</dd></div>`;
}
