import type { IncomingMessage } from "node:http";

/**
 * Why a request is not passed on: its shape could be read in two ways, by us and by who is behind us, and then one
 * request hides another (request smuggling, RFC 9112 section 11.2). Null = it reads one way. Node's parser refuses most of it already.
 */
export function shapeFault({ url = "", httpVersion, rawHeaders }: IncomingMessage): string | null {
  if (!url.startsWith("/")) return "The request does not name a path.";
  let hosts = 0;
  let lengths = 0;
  let encodings = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    switch (rawHeaders[i]!.length) {
      case 4:
        if (rawHeaders[i]!.toLowerCase() === "host") hosts += 1;
        break;
      case 14:
        if (rawHeaders[i]!.toLowerCase() !== "content-length") break;
        lengths += 1;
        if (!/^\d{1,15}$/.test(rawHeaders[i + 1]!)) return "The length of the body is no number.";
        break;
      case 17:
        if (rawHeaders[i]!.toLowerCase() !== "transfer-encoding") break;
        encodings += 1;
        if (rawHeaders[i + 1]!.toLowerCase() !== "chunked")
          return "The body has a transfer encoding other than chunked.";
    }
  }
  if (hosts > 1) return "The request names two hosts.";
  if (lengths + encodings > 1) return "The length of the body is told twice.";
  return encodings > 0 && httpVersion === "1.0" ? "HTTP/1.0 has no transfer encodings." : null;
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
