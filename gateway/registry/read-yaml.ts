import { readFile } from 'node:fs/promises';
import { isAlias, LineCounter, parseDocument, visit } from 'yaml';
import type { FileProblem } from './file-problem.ts';

/** What a YAML file says, or why it cannot be read. */
export type YamlReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** The same with the text of the file. */
export type YamlFileReading =
  | { readonly ok: true; readonly value: unknown; readonly text: string }
  | Extract<YamlReading, { readonly ok: false }>;

/** An agreement takes a few kilobytes; whatever is larger was put here by mistake. */
const MAX_BYTES = 1_048_576;

/** Reads a YAML file. Never rejects: a file that is not there, too, is a problem. */
export async function readYaml(file: string): Promise<YamlFileReading> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
    return refuse(file, '', 'a file that can be read', code, 'Check that it is there and who may read it.');
  }
  if (bytes.length > MAX_BYTES) {
    const came = `${bytes.length} bytes`;
    return refuse(file, '', `at most ${MAX_BYTES} bytes`, came, 'Check that it is the right file.');
  }
  const text = bytes.toString('utf8');
  const reading = parseYaml(text, file);
  return reading.ok ? { ...reading, text } : reading;
}

/**
 * Parses the one document of a YAML file under the core schema of YAML 1.2, in which dates stay texts. Pure.
 *
 * Anchors and aliases are refused: a clause has to be readable where it stands, and nested ones can unfold
 * without bound. Tags and a key that comes twice are refused too.
 * @see https://yaml.org/spec/1.2.2/#103-core-schema
 */
export function parseYaml(text: string, file: string): YamlReading {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'core',
    version: '1.2',
    lineCounter: lines,
    prettyErrors: false,
  });
  const problems: FileProblem[] = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    file,
    path: place(pos[0]),
    expected: 'YAML 1.2 in one document',
    came: `what YAML calls: ${message.replace(/\.$/, '')}`,
    remedy: 'Correct the line.',
  }));
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) return;
      problems.push({
        file,
        path: place(node.range?.[0] ?? 0),
        expected: 'what is meant, written out',
        came: `the alias *${node.source}`,
        remedy: 'Write it out, so that it can be read where it stands.',
      });
    },
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: document.toJS() as unknown };

  function place(offset: number): string {
    const { line, col } = lines.linePos(offset);
    return `line ${line}, column ${col}`;
  }
}

function refuse(
  file: string,
  path: string,
  expected: string,
  came: string,
  remedy: string,
): Extract<YamlReading, { readonly ok: false }> {
  return { ok: false, problems: [{ file, path, expected, came, remedy }] };
}
