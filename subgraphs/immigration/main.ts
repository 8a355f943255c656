import { runSubgraph } from '../shared/run-subgraph.ts';
import { createImmigration } from './subgraph.ts';

await runSubgraph(createImmigration());
