import type { IncomingHttpHeaders } from 'node:http';
import { createProblem, type Problem } from '../problem.ts';

/** `Host` values that a name server cannot have pointed here: the loopback's own names, with any port. */
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses whoever is not the explorer's own page on this machine. Pure.
 *
 * Threats: a page of another site that posts here from the developer's browser (its `Origin` is its own), and
 * a name that an attacker's name server points at the loopback, under which that page would be of one origin
 * with us (its `Host` is the attacker's).
 *
 * @returns what is wrong, or `undefined` when nothing is
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export function checkOwnPage({ host = '', origin }: IncomingHttpHeaders): Problem | undefined {
  if (!LOOPBACK_HOST.test(host)) {
    const expected = 'a name of the loopback, for example localhost';
    return createProblem('BAD_HEADER', { header: 'Host', expected });
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return createProblem('BAD_HEADER', { header: 'Origin', expected: 'that of the explorer itself' });
  }
  return undefined;
}
