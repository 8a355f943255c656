import type { FindingDocument } from '../../../../subgraphs/oversight/finding-document.ts';

/** Codes, months, counts and tokens that make something a finding. */
export type Evidence = FindingDocument['evidence'];

/** Writes evidence as `code=value;code=value`, ordered by code; `%`, `;`, `=` and line ends are percent-encoded. Pure. */
export function writeEvidence(evidence: Evidence): string {
  return Object.keys(evidence)
    .sort()
    .map((code) => `${encode(code)}=${encode(String(evidence[code]))}`)
    .join(';');
}

function encode(text: string): string {
  return text.replace(
    /[%;=\r\n]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
