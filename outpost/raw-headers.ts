import type { Verifiable } from "./public";

/** A flat list of header names and values, from whatever a framework calls a request. */
export function rawHeadersOf(request: Verifiable): readonly string[] {
  if ("rawHeaders" in request && Array.isArray(request.rawHeaders)) return request.rawHeaders;
  const held: unknown = "headers" in request ? request.headers : null;
  const headers = isBag(held) ? held : (request as Bag);
  const flat: string[] = [];
  if (typeof headers.forEach === "function") {
    headers.forEach((value: string, name: string) => {
      flat.push(name, value);
    });
    return flat;
  }
  for (const [name, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (typeof one === "string") flat.push(name, one);
  }
  return flat;
}

/** The first value of a header; null where there is none. */
export function headerIn(rawHeaders: readonly string[], name: string): string | null {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const held = rawHeaders[i]!;
    if (held.length === name.length && held.toLowerCase() === name) return rawHeaders[i + 1] ?? null;
  }
  return null;
}

type Bag = Record<string, unknown>;

function isBag(value: unknown): value is Bag {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
