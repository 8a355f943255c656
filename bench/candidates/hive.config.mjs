import { defineConfig } from '@graphql-hive/gateway';

/** Environment: SUPERGRAPH, PORT, PLANNER (`rust`, or unset for the default). */
const { unifiedGraphHandler } =
  process.env.PLANNER === 'rust' ? await import('@graphql-hive/router-runtime') : {};

export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH,
  host: '127.0.0.1',
  port: Number(process.env.PORT),
  ...(unifiedGraphHandler && { unifiedGraphHandler }),
});
