/** See independent-verifier.mjs. */
export function verifyExport(
  text: string,
  jwks: { readonly keys: readonly object[] },
  kept?: Readonly<Record<string, readonly string[]>>,
): readonly { readonly chain: string; readonly sequence: number; readonly why: string }[];
