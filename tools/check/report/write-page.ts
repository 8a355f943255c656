import { createHash } from 'node:crypto';
import type { ReportData } from './data/report-data.ts';
import { both, say } from './markup/both.ts';
import { html, type Markup, verbatim } from './markup/markup.ts';
import { frame } from './markup/section.ts';
import { readPageFiles } from './page-files.ts';
import { byCommittee } from './sections/by-committee.ts';
import { byCountry } from './sections/by-country.ts';
import { byMethod } from './sections/by-method.ts';
import { byRule } from './sections/by-rule.ts';
import { explanations } from './sections/explanations.ts';
import { findings } from './sections/findings.ts';
import { masthead, TITLE } from './sections/masthead.ts';
import { overview } from './sections/overview.ts';
import { provenance } from './sections/provenance.ts';
import { trend } from './sections/trend.ts';

/**
 * Writes the page: one file that opens without a network. Its policy lets it load nothing, send nothing and run nothing but
 * the scripts that stand in it, each by its hash.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export async function writePage(data: ReportData): Promise<string> {
  const { style, scripts } = await readPageFiles();
  const sections = [
    byRule(data),
    data.check.committees.length === 1 ? byMethod(data) : byCommittee(data),
    byCountry(data),
    trend(data),
    findings(data),
    explanations(),
    provenance(data),
  ];
  return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${describePolicy(style, scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title data-id="${TITLE.id}" data-en="${TITLE.en}">${TITLE.id}</title>
<style>${verbatim(style)}</style>
</head>
<body>
<a class="skip" href="#overview">${both('Langsung ke isi', 'Skip to the contents')}</a>
${masthead(data)}
<div class="columns">
<nav class="contents" data-label-id="Isi" data-label-en="Contents" aria-label="Isi"><ol>${sections.map(
    ({ id, title }) => html`<li><a href="#${id}">${say(title)}</a></li>`,
  )}</ol></nav>
<main>
${overview(data)}
${sections.map(frame)}
</main>
</div>
<footer><p>${both('Dibuat dari basis data Bawaslu sendiri.', "Made from Bawaslu's own database.")} <span class="id">${data.check._id}</span></p></footer>
${scripts.map(script)}
</body>
</html>
`.markup;
}

function describePolicy(style: string, scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(' ')}`,
    `style-src ${hashOf(style)}`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function script(text: string): Markup {
  return html`<script>${verbatim(text)}</script>`;
}
