import { isIPv4 } from 'node:net';

/** True for an address that only this machine reaches: `localhost`, `127.0.0.0/8`, `::1` also as URLs write it. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '::1' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'))
  );
}
