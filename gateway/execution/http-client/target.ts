/** Where calls go, and the part of their head that is the same for all of them. */
export interface Target {
  /** `http://host:port`: what shares connections. */
  readonly origin: string;
  readonly isTls: boolean;
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** Request line and headers, up to those of the call itself. */
  readonly head: string;
}

/** Makes the target of an address; undefined when it is none of `http:` or `https:`. Credentials in it are not sent. */
export function createTarget(address: string): Target | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, host, port, pathname, search } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const isTls = protocol === 'https:';
  return {
    origin: `${protocol}//${host}`,
    isTls,
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (isTls ? 443 : 80) : Number(port),
    head: [
      `POST ${pathname}${search} HTTP/1.1`,
      `host: ${host}`,
      'connection: keep-alive',
      'content-type: application/json',
      'accept: application/json',
      '',
    ].join('\r\n'),
  };
}
