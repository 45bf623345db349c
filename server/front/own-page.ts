/** The few pages that the front shows itself, when the console cannot. */
import { hash } from "node:crypto";
import type { ServerResponse } from "node:http";

const style = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:light-dark(#faf8f3,#0d1117);
color:light-dark(#1e1c18,#e9e7e1);font:15px/1.6 system-ui,sans-serif}
main{max-width:27rem;margin:24px;padding:28px 32px;background:light-dark(#fffefb,#131922);
border:1px solid light-dark(#e5dfd2,#232c39);border-top:3px solid #d3a548;border-radius:6px}
h1{margin:0 0 8px;font-size:20px;font-weight:600}p{margin:0;color:light-dark(#4f4a41,#b3b9c4)}
a{color:inherit}`;

/** Reloads rather than refreshes: a refresh of an address with a fragment (the setup link's) would only scroll. */
const again = "setTimeout(()=>location.reload(),3000)";
const sha256 = (text: string) => `'sha256-${hash("sha256", text, "base64")}'`;
const policy = `default-src 'none'; style-src ${sha256(style)}; script-src ${sha256(again)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export interface OwnPage {
  status: 400 | 403 | 404 | 405 | 413 | 502 | 503 | 504;
  title: string;
  sentence: string;
  headers?: Record<string, string>;
  /** It asks again by itself; not where a form was sent, which would be sent twice. */
  again?: true;
}

export const CONSOLE_AWAY: OwnPage = {
  status: 503,
  title: "The console is starting",
  sentence: "Keys are being checked as always; the pages are back in a few seconds. This one asks by itself.",
  headers: { "retry-after": "3" },
  again: true,
};

export const HUB_STARTING: OwnPage = {
  status: 503,
  title: "The hub is starting",
  sentence: "Its database is coming up. This page asks again by itself.",
  headers: { "retry-after": "2" },
  again: true,
};

export const TOO_LARGE: OwnPage = {
  status: 413,
  title: "Too large",
  sentence: "The hub takes forms of up to 1 MiB.",
};

/** Sends the page; the connection is let go after `until`. */
export function sendOwnPage(
  response: ServerResponse,
  page: OwnPage,
  security: Record<string, string>,
  withBody: boolean,
  until?: Promise<void>,
): void {
  const script = page.again && response.req.method === "GET" ? `<script>${again}</script>` : "";
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${page.title}</title><style>${style}</style><main><h1>${page.title}</h1><p>${page.sentence}</p></main>${script}</html>`;
  response.writeHead(page.status, {
    ...security,
    "content-type": "text/html; charset=utf-8",
    "content-length": Buffer.byteLength(html),
    "cache-control": "no-store",
    "content-security-policy": policy,
    ...page.headers,
  });
  if (withBody) response.write(html);
  if (until) void until.then(() => response.end());
  else response.end();
}

/** Text that a stranger may have chosen, as HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
