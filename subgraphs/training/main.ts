import { runSubgraph } from '../shared/run-subgraph.ts';
import { createTraining } from './subgraph.ts';

await runSubgraph(createTraining());
