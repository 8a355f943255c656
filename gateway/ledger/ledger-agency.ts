/** The agency whose ids persons have in the ledger: it holds no data of anybody. */
export const LEDGER_AGENCY = 'operator';
