import { readFileSync } from 'node:fs';

/** Renders a Markdown table as README.md holds it. */
export function renderTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

/** The lines of README.md, or of the one of a folder, between `<!-- name:begin -->` and `<!-- name:end -->`. */
export function readReadmeSection(name: string, file = 'README.md'): string {
  const readme = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  const section = readme.split(`<!-- ${name}:begin -->`)[1]?.split(`<!-- ${name}:end -->`)[0];
  if (section === undefined) throw new Error(`${file} has no section between the markers of "${name}".`);
  return section.trim();
}
