import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../../gateway/project-root.ts';

/** Reads a file that lies beside the generator's sources; it is not copied to `dist/`. */
export function readDataFile(name: string): string {
  return readFileSync(join(findProjectRoot(), 'tools', 'generator', name), 'utf8');
}

/** Reads a table of comma-separated values without quotes: one record a line, named by the first line. */
export function readTable<Column extends string>(name: string): readonly Readonly<Record<Column, string>>[] {
  const [head = '', ...lines] = readDataFile(name).trim().split('\n');
  const columns = head.split(',') as Column[];
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])) as Record<
      Column,
      string
    >;
  });
}
