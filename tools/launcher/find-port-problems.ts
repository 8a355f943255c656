import { createServer } from 'node:net';

/** A port that one of the processes is to listen on. */
export interface PortWish {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** Tries to listen on every port for a moment, and says in a sentence each where that does not work. */
export async function findPortProblems(wishes: readonly PortWish[]): Promise<readonly string[]> {
  const problems = await Promise.all(wishes.map(findPortProblem));
  return problems.flatMap((problem) => problem ?? []);
}

function findPortProblem({ name, host, port }: PortWish): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      resolve(explain(name, host, port, code ?? message)),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

function explain(name: string, host: string, port: number, code: string): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} (${name}) is taken: stop what listens there, or choose others with PORT=${suggest(port)} npm start.`;
  }
  if (code === 'EACCES') {
    return `Port ${port} (${name}) may not be opened by this user: choose others with PORT=4000 npm start.`;
  }
  return `Nothing can listen on ${host}, port ${port} (${name}): ${code}. Set HOST to an address of this machine.`;
}

/** A hundred further on, where the range allows. */
function suggest(port: number): number {
  const next = Math.ceil((port + 1) / 100) * 100;
  return next > 65_000 ? 4000 : next;
}
