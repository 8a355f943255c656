import { readWordFiles } from '../shared/config.ts';
import { runSubgraph } from '../shared/run-subgraph.ts';
import { createLedger } from './subgraph.ts';
import { readWords } from './words-document.ts';

const { words, problems } = readWords(readWordFiles());
await runSubgraph(createLedger(words), problems);
