/** The order of names in the ledger: by UTF-16 code units, as in canonical JSON, so that no locale decides. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
