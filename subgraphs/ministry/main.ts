import { runSubgraph } from '../shared/run-subgraph.ts';
import { createMinistry } from './subgraph.ts';

await runSubgraph(createMinistry());
