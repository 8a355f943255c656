/**
 * True for what a gateway instance, and so its chain, may be called: 1 to 63 lower-case letters, digits and hyphens, as
 * a label of a host name. It becomes part of ids and of names of files.
 */
export function isInstanceName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}
