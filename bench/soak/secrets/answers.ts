/** All that the hub answered, to a browser or to programs. */
import type { BrowserContext } from "@playwright/test";

export interface Answer {
  /** "POST /settings/notices (action)": what it answered. */
  what: string;
  text: string;
}
export interface Told {
  status: number;
  text: string;
}

export class Answers {
  readonly all: Answer[] = [];
  /** Files of the build, each of which stays what it is: looked at once. */
  readonly #files = new Set<string>();

  /** From now on each that a browser gets, pages and RSC payloads among them, whole before the browser has it. */
  async watch(context: BrowserContext): Promise<void> {
    await context.route("**/*", async (route) => {
      const request = route.request();
      if (this.#files.has(request.url())) return route.continue();
      const action = request.headers()["next-action"] ? " (action)" : "";
      const what = `${request.method()} ${new URL(request.url()).pathname}${action}`;
      const response = await route.fetch({ maxRedirects: 0 }).catch(() => null);
      if (!response) return route.abort().catch(() => {});
      const text = JSON.stringify(response.headers()) + response.url() + (await response.text());
      this.all.push({ what, text });
      if (what.startsWith("GET /_next/static/")) this.#files.add(request.url());
      await route.fulfill({ response }).catch(() => {}); // the page may have gone on
    });
  }

  /** What a program is answered. */
  async call(url: string, init: RequestInit = {}): Promise<Told> {
    const answer = await fetch(url, { redirect: "manual", ...init });
    const text = await answer.text();
    const headers = JSON.stringify([...answer.headers]);
    this.all.push({ what: `${init.method ?? "GET"} ${new URL(url).pathname}`, text: headers + text });
    return { status: answer.status, text };
  }
}
