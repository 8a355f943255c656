import type { Target } from './target.ts';

const HEADER_NAME = /^[a-z0-9-]+$/;
/** Printable ASCII: neither the end of a line nor what a server could take for one. */
const HEADER_VALUE = /^[!-~]([ -~]*[!-~])?$/;

/**
 * Writes a request, head and body in one text. Pure.
 *
 * @param headers names in lower case
 * @throws TypeError when a header would not be one header on the wire; its value is not repeated
 */
export function writeRequest(
  target: Target,
  headers: Readonly<Record<string, string>>,
  body: string,
): string {
  let head = target.head;
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? '';
    if (!HEADER_NAME.test(name) || !HEADER_VALUE.test(value)) {
      throw new TypeError(`The header ${JSON.stringify(name)} has a name or value that cannot be sent.`);
    }
    head += `${name}: ${value}\r\n`;
  }
  return `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
