/** The agency under whose pairwise ids persons stand in the ledger, and which serves it as a subgraph: the operator. */
export const LEDGER_AGENCY = 'operator';
