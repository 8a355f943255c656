import { runSubgraph } from '../shared/run-subgraph.ts';
import { createConsular } from './subgraph.ts';

await runSubgraph(createConsular());
