import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findProjectRoot } from '../../../gateway/project-root.ts';

/** What stands in the page beside its text. */
export interface PageFiles {
  readonly style: string;
  readonly scripts: readonly string[];
}

const FONT = '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2';
const STYLES = ['colours.css', 'page.css', 'tables.css', 'findings.css', 'narrow.css', 'print.css'];
/** In the order in which they run: a later one uses what an earlier one has. */
const SCRIPTS = ['language.js', 'tables.js', 'findings-view.js', 'findings.js', 'place.js'];

/** Reads styles and scripts as they stand in `page/`, and the font, without which the page takes that of the system. */
export async function readPageFiles(): Promise<PageFiles> {
  const folder = join(findProjectRoot(), 'tools', 'check', 'report', 'page');
  const read = (names: readonly string[]) =>
    Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const [styles, scripts, font] = await Promise.all([read(STYLES), read(SCRIPTS), readFont()]);
  return { style: [font, ...styles].join('\n'), scripts };
}

async function readFont(): Promise<string> {
  const path = findFont();
  const font = path && (await readFile(path).catch(() => undefined));
  if (!font) return '';
  return `@font-face { font-family: "Plus Jakarta Sans"; font-weight: 200 800; src: url(data:font/woff2;base64,${font.toString('base64')}) format("woff2"); }`;
}

/** It is a package of the development alone. */
function findFont(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(FONT);
  } catch {
    return undefined;
  }
}
