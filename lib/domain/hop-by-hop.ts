/**
 * Headers that belong to one connection, not to the message (RFC 9110 section 7.6.1, and RFC 7540 section 3.2.1 for the
 * offer of HTTP/2): whoever passes it on leaves them out.
 */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "expect",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
