import { runSubgraph } from '../shared/run-subgraph.ts';
import { createCivil } from './subgraph.ts';

await runSubgraph(createCivil());
