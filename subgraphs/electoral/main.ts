import { runSubgraph } from '../shared/run-subgraph.ts';
import { createElectoral } from './subgraph.ts';

await runSubgraph(createElectoral());
