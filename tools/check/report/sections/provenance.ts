import type { ReportData } from '../data/report-data.ts';
import { both, moment, number, say } from '../markup/both.ts';
import { html, type Insert, type Markup } from '../markup/markup.ts';
import type { Section } from '../markup/section.ts';
import { CHECK_STATE_WORDS } from '../state-words.ts';
import { describeScope } from './masthead.ts';

/** Where all of it comes from: which check, by whom, over what, under which agreements. */
export function provenance({ check }: ReportData): Section {
  return {
    id: 'provenance',
    title: { id: 'Asal-usul laporan', en: 'Where this comes from' },
    body: html`<dl class="provenance">
${entry(both('Pemeriksaan', 'Check'), html`<span class="id">${check._id}</span> (${say(CHECK_STATE_WORDS[check.state])})`)}
${entry(both('Pemilu', 'Election'), check.election)}
${entry(both('Cakupan', 'Scope'), html`${describeScope(check)}; ${both(html`${number(check.votersChecked)} dari ${number(check.votersInAll)} baris`, html`${number(check.votersChecked)} of ${number(check.votersInAll)} rows`)}`)}
${entry(both('Dimulai', 'Begun'), html`${moment(check.startedAt)}, ${both('oleh', 'by')} <span class="id">${check.startedBy}</span>`)}
${entry(both('Selesai', 'Ended'), check.finishedAt ? moment(check.finishedAt) : both('belum', 'not yet'))}
${entry(
  both('Aturan dan versinya', 'Rules and their versions'),
  html`<span class="versions">${check.rules.map(({ code, version }) => html`<span>${code}&nbsp;v${version}</span> `)}</span>`,
)}
${entry(both('Dasar', 'Basis'), basis())}
${entry(
  both('Yang tidak ada di sini', 'What is not here'),
  both(
    'Nama, NIK, nomor paspor, tanggal lahir, dan alamat siapa pun. Orang dan baris disebut dengan kode milik Bawaslu sendiri, yang tidak berarti apa-apa bagi instansi lain.',
    "Anybody's name, NIK, passport number, date of birth or address. Persons and rows go by ids of Bawaslu's own, which mean nothing to other agencies.",
  ),
)}
${entry(
  both('Berkas lain', 'Other files'),
  both(
    html`<a href="findings.csv">findings.csv</a> memuat semua temuan; <a href="summary.json">summary.json</a> memuat angka-angka untuk dibaca mesin.`,
    html`<a href="findings.csv">findings.csv</a> has all findings; <a href="summary.json">summary.json</a> has the figures for machines.`,
  ),
)}
</dl>`,
  };
}

function basis(): Markup {
  return html`<ul>
<li>${both(
    html`<b>L4</b>: UU 7/2017 pasal 93–94 dan 219. Bawaslu mengawasi daftar pemilih. KPU memberi baris tanpa nama, dan menjawab apa yang memerlukan seluruh daftar dengan tanda dan jumlah; Dukcapil menjawab usia dan status pernah menikah.`,
    html`<b>L4</b>: UU 7/2017, articles 93–94 and 219. Bawaslu supervises the list of voters. KPU gives rows without names, and answers what takes the whole list by tokens and counts; Dukcapil answers age and whether somebody was ever married.`,
  )}</li>
<li>${both(
    html`<b>A3</b>: Kesepakatan Bawaslu–KP2MI, 2 Desember 2025. KP2MI memberi negara penempatan, status penempatan, serta bulan kepulangan dan pemulangan.`,
    html`<b>A3</b>: agreement of Bawaslu and KP2MI, 2 December 2025. KP2MI gives the country and state of a placement, and the months of return and repatriation.`,
  )}</li>
</ul>`;
}

function entry(name: Markup, value: Insert): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
