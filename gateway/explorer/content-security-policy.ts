/**
 * What the explorer's page may do: load its own files and talk to its own gateway, nothing else. No inline
 * script or style, no eval, no frame in either direction; what the page holds (a token, answers) can be sent
 * nowhere else, whatever got into it.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
