/** The subgraphs of this graph, and the ports that the committed supergraph routes them to. */
export const SUBGRAPHS = [
  'civil',
  'ministry',
  'consular',
  'training',
  'electoral',
  'immigration',
  'ledger',
  'oversight',
].map((name, index) => ({ name, port: 4001 + index }));
