import { runSubgraph } from '../shared/run-subgraph.ts';
import { createOversight } from './subgraph.ts';

await runSubgraph(createOversight());
