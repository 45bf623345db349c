import type { Page } from "@playwright/test";
import { ACCESS_KEYS, createKey } from "./harness/keys";
import { expect, test } from "./harness/test";

const limitBytes = 200_000;

/** The compressed bytes, without headers, of each script that came over the wire while a page was opened for the first time, by address. */
async function scriptsOf(page: Page, path: string): Promise<Map<string, number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Map<string, { url: string; head: number }>();
  const bytes = new Map<string, number>();
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type !== "Script" && !/javascript/.test(response.mimeType)) return;
    scripts.set(requestId, { url: response.url, head: response.encodedDataLength });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId);
    if (script) bytes.set(script.url, encodedDataLength - script.head);
  });
  await page.goto(path, { waitUntil: "networkidle" });
  return bytes;
}

test("the keys page loads less than 200 kB of JavaScript, compressed, and before anybody clicks", async ({
  page,
}) => {
  const scripts = await scriptsOf(page, ACCESS_KEYS);
  await expect(page.getByRole("searchbox", { name: "Search keys" })).toBeVisible();
  const heaviest = [...scripts].sort((a, b) => b[1] - a[1]);
  const sum = heaviest.reduce((total, [, bytes]) => total + bytes, 0);
  expect(scripts.size).toBeGreaterThan(3);
  expect(sum, heaviest.map(([url, bytes]) => `${bytes} ${url}`).join("\n")).toBeLessThan(limitBytes);
  // Compressed on its way, and not merely small.
  const [largest] = heaviest[0]!;
  const body = await (await page.request.get(largest)).body();
  expect(scripts.get(largest)!).toBeLessThan(body.length / 2);
});

test("neither a page that is opened nor an action fetches ahead what nobody reaches for", async ({
  page,
  unique,
}) => {
  const ahead: string[] = [];
  page.on("request", (request) => {
    const headers = request.headers();
    if (headers["next-router-prefetch"] ?? headers["next-router-segment-prefetch"])
      ahead.push(new URL(request.url()).pathname);
  });
  await page.goto(ACCESS_KEYS, { waitUntil: "networkidle" });
  await createKey(page, { name: unique("Fetched") });
  await page.waitForLoadState("networkidle");
  expect(ahead).toEqual([]);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Audit log" }).hover();
  await expect.poll(() => ahead).toContain("/settings/audit-log");
});
