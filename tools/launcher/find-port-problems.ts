import { createServer } from 'node:net';
import type { Listener } from './plan-processes.ts';

/** Tries to listen everywhere for a moment, and says in a sentence for each kind of obstacle where that does not work. */
export async function findPortProblems(listeners: readonly Listener[]): Promise<readonly string[]> {
  const blocked = new Map<string, Listener[]>();
  const codes = await Promise.all(listeners.map(findObstacle));
  for (const [index, listener] of listeners.entries()) {
    const code = codes[index];
    if (code !== undefined) blocked.set(code, [...(blocked.get(code) ?? []), listener]);
  }
  return [...blocked].map(([code, places]) => explain(code, places, listeners[0]?.port ?? 0));
}

/** The system's code for why nothing can listen there. */
function findObstacle({ host, port }: Listener): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

function explain(code: string, places: readonly Listener[], firstPort: number): string {
  const names = places.map(({ name, port }) => `${port} (${name})`).join(', ');
  const ports = `${places.length === 1 ? 'Port' : 'Ports'} ${names}`;
  const elsewhere = `PORT=${suggest(firstPort)} npm start`;
  if (code === 'EADDRINUSE')
    return `${ports}: taken. Stop what listens there, or choose other ports: ${elsewhere}`;
  if (code === 'EACCES') return `${ports}: not allowed for this user. Choose other ports: ${elsewhere}`;
  return `${ports}: nothing can listen on ${places[0]?.host} (${code}). Set HOST to an address of this machine.`;
}

/** The next full hundred, where the range allows. */
function suggest(port: number): number {
  const next = Math.ceil((port + 1) / 100) * 100;
  return next < 1_024 || next > 65_000 ? 4000 : next;
}
