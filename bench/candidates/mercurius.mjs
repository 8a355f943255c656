import mercuriusGateway from '@mercuriusjs/gateway';
import fastify from 'fastify';

/** Mercurius with its gateway and JIT. Environment: SERVICES (name=url, separated by commas), PORT. */
const app = fastify();
app.register(mercuriusGateway, {
  jit: 1,
  gateway: {
    services: process.env.SERVICES.split(',').map((pair) => {
      const [name, url] = pair.split('=');
      return { name, url };
    }),
  },
});
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
